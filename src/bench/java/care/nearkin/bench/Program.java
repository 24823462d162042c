package care.nearkin.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Nearkin as a process of its own, run as the README says, so that it can be killed. */
final class Program implements AutoCloseable {

    private static final Path JAR = Path.of("target/nearkin.jar").toAbsolutePath();
    private static final String ADMIN = "admin1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final int web;
    private final int broker;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment;
    private Process process;

    Program(Path data) throws IOException {
        this(data, Map.of());
    }

    /** {@code environment}: as it stands in the README's table. */
    Program(Path data, Map<String, String> environment) throws IOException {
        this.environment = environment;
        this.data = Files.createDirectories(data);
        this.web = freePort();
        this.broker = freePort();
    }

    /** Starts it and waits until it says that all its parts are well. Returns the seconds that took. */
    double start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx512m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString()));
        return run(command);
    }

    /** As {@link #start}, by the script for it. */
    double startByScript() throws IOException {
        return run(List.of(Path.of("scripts/start.sh").toAbsolutePath().toString()));
    }

    private double run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("NEARKIN_JAR", JAR.toString());
        builder.environment().put("NEARKIN_DATA_DIR", data.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(web));
        builder.environment().put("NEARKIN_BROKER_PORT", Integer.toString(broker));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("program.log").toFile()));
        long start = System.nanoTime();
        process = builder.start();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .until(this::healthy);
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean healthy() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The program has ended: see " + data.resolve("program.log"));
        }
        try {
            HttpRequest question = HttpRequest.newBuilder(uri("/actuator/health"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Megabytes that the JVM keeps in memory. */
    double residentMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow()
                / 1024.0;
    }

    Path data() {
        return data;
    }

    String brokerUrl() {
        return "tcp://127.0.0.1:" + broker;
    }

    String password(String account) throws IOException {
        return Files.readAllLines(data.resolve("accounts.txt")).stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts[0].equals(account))
                .map(parts -> parts[1])
                .findFirst()
                .orElseThrow();
    }

    /** As somebody else than the administrator; whatever the answer is. */
    HttpResponse<String> post(String path, String json, String person, String password)
            throws IOException, InterruptedException {
        return http.send(
                as(person, password, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    void put(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                asAdministrator(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return get(path, ADMIN, password(ADMIN));
    }

    JsonNode get(String path, String person, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(as(person, password, path).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder asAdministrator(String path) throws IOException {
        return as(ADMIN, password(ADMIN), path);
    }

    private HttpRequest.Builder as(String person, String password, String path) {
        String secret =
                Base64.getEncoder().encodeToString((person + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + secret);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
