package care.nearkin.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A real web server that writes down what it gets and answers what it is told to. */
final class TestServer implements AutoCloseable {

    record Got(String id, String timestamp, String signature, String body) {}

    final List<Got> got = new CopyOnWriteArrayList<>();
    volatile int status = 204;
    volatile Map<String, String> headers = Map.of();
    volatile String answer = "";
    /** While it is closed no request is answered. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TestServer() {
        this(null);
    }

    private TestServer(SSLContext tls) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(anyPort, 200);
            } else {
                HttpsServer secure = HttpsServer.create(anyPort, 200);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** With a certificate that it made for itself. */
    static TestServer untrusted(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        char[] password = "changeit".toCharArray();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new ProcessBuilder((keytool + " -genkeypair -alias web -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1"
                                + " -storetype PKCS12 -keystore " + store + " -storepass changeit")
                        .split(" "))
                .start()
                .waitFor();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new TestServer(tls);
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/sms";
    }

    void hang() {
        gate = new CountDownLatch(1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("X-Nearkin-Id"),
                    exchange.getRequestHeaders().getFirst("X-Nearkin-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Nearkin-Signature"),
                    body));
            gate.await();
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
