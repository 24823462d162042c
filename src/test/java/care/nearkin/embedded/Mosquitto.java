package care.nearkin.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Mosquitto as a process of its own, on a free port and in a folder of its own; one that runs as a service on this
 * machine is left alone. Accounts: {@code nearkin} and {@code gateway1}, whose passwords are their names backwards.
 */
public final class Mosquitto implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final List<String> listener;
    private @Nullable Process process;

    private Mosquitto(Path folder, List<String> listener) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.listener = listener;
        this.port = freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    /** {@code listener}: further lines of its configuration, such as {@code protocol websockets}. */
    public static Mosquitto start(Path folder, String... listener) throws IOException, InterruptedException {
        Mosquitto mosquitto = new Mosquitto(folder, List.of(listener));
        mosquitto.configure();
        mosquitto.start();
        return mosquitto;
    }

    private void configure() throws IOException, InterruptedException {
        Path passwords = Files.createFile(folder.resolve("passwords"));
        for (String name : List.of("nearkin", "gateway1")) {
            run("mosquitto_passwd", "-b", passwords.toString(), name, password(name));
        }
        List<String> lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                "allow_anonymous false",
                "password_file " + passwords,
                "persistence true",
                "persistence_location " + folder + "/",
                "autosave_on_changes true",
                "autosave_interval 1",
                "max_inflight_messages 1000",
                "max_queued_messages 100000",
                "log_dest file " + folder.resolve("log")));
        if (System.getProperty("user.name").equals("root")) {
            lines.add(0, "user root");
        }
        lines.addAll(listener);
        if (listener.contains("protocol websockets")) {
            // 2.0.11 does not count such a listener and would stop without another one
            lines.addAll(List.of("listener " + freePort() + " 127.0.0.1", "protocol mqtt"));
        }
        Files.write(folder.resolve("mosquitto.conf"), lines);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    public void start() throws IOException {
        process = new ProcessBuilder(
                        Files.exists(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto",
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Process started = process;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("Mosquitto did not start: " + Files.readString(folder.resolve("out"))
                        + Files.readString(folder.resolve("log")));
            }
            return answers();
        });
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As {@code systemctl stop} does; it writes what is queued. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    public int port() {
        return port;
    }

    public static String password(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    /** How Nearkin or a gateway finds it: as somebody would write it down in the environment. */
    public BrokerAddress address(String scheme, String name, @Nullable Path ca, @Nullable Identity identity) {
        return new GivenBroker(
                scheme + "://127.0.0.1:" + port,
                name,
                password(name),
                null,
                new BrokerCertificates(
                        ca,
                        identity == null ? null : identity.certificate(),
                        identity == null ? null : identity.key(),
                        null));
    }

    public BrokerAddress address(String scheme, String name) {
        return address(scheme, name, null, null);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    /** A certificate and its key, as files. */
    public record Identity(Path certificate, Path key) {}

    /** An authority of its own that signs certificates, by openssl. */
    public static final class Authority {

        private final Path folder;
        private final String name;

        public Authority(Path folder, String name) throws IOException, InterruptedException {
            this.folder = Files.createDirectories(folder);
            this.name = name;
            run(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=" + name,
                    "-keyout",
                    file("ca.key").toString(),
                    "-out",
                    certificate().toString());
        }

        public Path certificate() {
            return file("ca.pem");
        }

        private Path file(String end) {
            return folder.resolve(name + "-" + end);
        }

        /** {@code days}: valid for so long, or until yesterday where it is negative. */
        public Identity sign(String subject, String san, int days) throws IOException, InterruptedException {
            Path key = file(subject + ".key");
            Path request = file(subject + ".csr");
            Path signed = file(subject + ".pem");
            Path extensions = Files.writeString(file(subject + ".ext"), "subjectAltName=" + san);
            run(
                    "openssl",
                    "req",
                    "-new",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-subj",
                    "/CN=" + subject,
                    "-keyout",
                    key.toString(),
                    "-out",
                    request.toString());
            run(
                    "openssl",
                    "x509",
                    "-req",
                    "-in",
                    request.toString(),
                    "-CA",
                    certificate().toString(),
                    "-CAkey",
                    file("ca.key").toString(),
                    "-CAcreateserial",
                    "-days",
                    String.valueOf(days),
                    "-extfile",
                    extensions.toString(),
                    "-out",
                    signed.toString());
            return new Identity(signed, key);
        }
    }
}
