package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import care.nearkin.NearkinTest;
import care.nearkin.notification.Sent.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The receivers that the documentation shows take our messages, once, and nobody else's. */
@NearkinTest
class GatewayScriptTest {

    private static final Pattern SCRIPT = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    @Autowired
    Messages messages;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Postman postman;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void empty() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from webhook");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/webhooks.md"})
    void takesWhatIsSignedByItsSecretAndNothingElse(String document) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "Python is not installed");
        int port = freePort();
        Webhooks.Made made = webhooks.add(
                new Webhooks.Entry("script", "http://127.0.0.1:" + port + "/", Set.of(Channel.SMS), Set.of(), true));
        Process gateway = start(document, port, made.secret());
        String key = "script:" + UUID.randomUUID();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> listens(port));
            messages.send(List.of(message(key + ":1")));
            postman.round();
            assertThat(messages.of(key + ":1").get(0).state()).isEqualTo(State.SENT);

            webhooks.renew(made.id());
            messages.send(List.of(message(key + ":2")));
            postman.round();
            assertThat(messages.of(key + ":2").get(0).state())
                    .as("both secrets sign")
                    .isEqualTo(State.SENT);

            webhooks.renew(made.id());
            messages.send(List.of(message(key + ":3")));
            postman.round();
            assertThat(messages.of(key + ":3").get(0).trouble()).isEqualTo("notification.trouble.NOT_ALLOWED");
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    private Process start(String document, int port, String secret) throws IOException {
        Matcher script = SCRIPT.matcher(Files.readString(Path.of(document)));
        assertThat(script.find()).isTrue();
        Path file = folder.resolve("gateway.py");
        Files.writeString(file, script.group(1).replace("8088", Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/python3", file.toString());
        builder.environment().put("NEARKIN_SECRET", secret);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static Message message(String key) {
        return new Message(
                "webhook-test",
                key,
                new To.Phone("13800000000", To.Via.SMS),
                Locale.SIMPLIFIED_CHINESE,
                Map.of(),
                null,
                true);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
