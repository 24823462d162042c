package care.nearkin.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What we say to a ClamAV daemon and what its answers mean; the daemon is one that says what it is told to. */
class ClamdTest {

    private static final byte[] FILE = new byte[200_000];

    @Test
    void theWholeFileIsShownAndACleanOneIsKept() throws Exception {
        try (ServerSocket daemon = daemon()) {
            CompletableFuture<byte[]> heard = answers(daemon, "stream: OK\0");
            FILE[199_999] = 7;
            assertThatCode(() -> clamd(daemon).check(FILE)).doesNotThrowAnyException();
            assertThat(heard.get()).isEqualTo(FILE);
        }
    }

    @Test
    void anInfectedOneIsRefused() throws Exception {
        try (ServerSocket daemon = daemon()) {
            answers(daemon, "stream: Eicar-Test-Signature FOUND\0");
            assertRefused(clamd(daemon), "document.infected");
        }
    }

    @Test
    void whatTheScannerDidNotLookAtIsRefused() throws Exception {
        try (ServerSocket daemon = daemon()) {
            answers(daemon, "INSTREAM size limit exceeded. ERROR\0");
            assertRefused(clamd(daemon), "document.not-scanned");
        }
    }

    @Test
    void whileTheScannerCannotBeReachedEverythingIsRefused() throws Exception {
        ServerSocket daemon = daemon();
        Clamd clamd = clamd(daemon);
        daemon.close();
        assertRefused(clamd, "document.not-scanned");
    }

    @Test
    void whereNoneIsConfiguredEveryFileIsKept() {
        VirusScan none = new Clamd.Configured().virusScan("");
        assertThatCode(() -> none.check(FILE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Clamd.Configured().virusScan("clamav")).hasMessageContaining("nearkin.virus-scan");
    }

    private static void assertRefused(Clamd clamd, String words) {
        assertThatThrownBy(() -> clamd.check(FILE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.words()).isEqualTo(words));
    }

    private static ServerSocket daemon() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Clamd clamd(ServerSocket daemon) {
        return new Clamd("127.0.0.1", daemon.getLocalPort(), Duration.ofSeconds(10));
    }

    /** Takes one file, answers, and tells what it was shown. */
    private static CompletableFuture<byte[]> answers(ServerSocket daemon, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket caller = daemon.accept()) {
                DataInputStream in = new DataInputStream(caller.getInputStream());
                assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII))
                        .isEqualTo("zINSTREAM\0");
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    file.writeBytes(in.readNBytes(length));
                }
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return file.toByteArray();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
