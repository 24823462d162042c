package care.nearkin.document;

import care.nearkin.kernel.Refusal;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks a ClamAV daemon over TCP ({@code INSTREAM}), if one is configured. */
final class Clamd implements VirusScan {

    private static final Logger log = LoggerFactory.getLogger(Clamd.class);
    private static final int A_PIECE = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;

    private final String host;
    private final int port;
    private final Duration patience;

    Clamd(String host, int port, Duration patience) {
        this.host = host;
        this.port = port;
        this.patience = patience;
    }

    @Override
    public void check(byte[] content) {
        String answer;
        try {
            answer = ask(content);
        } catch (IOException unreachable) {
            log.warn("The virus scanner at {}:{} does not answer: {}", host, port, unreachable.toString());
            throw Refusal.conflict("document.not-scanned");
        }
        if (answer.endsWith(" FOUND")) {
            log.warn("The virus scanner refused a file: {}", answer);
            throw Refusal.invalid("file", "document.infected");
        }
        if (!answer.endsWith(": OK")) {
            log.warn("The virus scanner did not look at a file: {}", answer);
            throw Refusal.conflict("document.not-scanned");
        }
    }

    private String ask(byte[] content) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; at < content.length; at += A_PIECE) {
                int length = Math.min(A_PIECE, content.length - at);
                out.writeInt(length);
                out.write(content, at, length);
            }
            out.writeInt(0);
            out.flush();
            return new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII)
                    .replace("\0", "")
                    .strip();
        }
    }

    /** {@code nearkin.virus-scan}: {@code host:port} of the daemon; empty where the office has none. */
    @Configuration(proxyBeanMethods = false)
    static class Configured {

        @Bean
        VirusScan virusScan(@Value("${nearkin.virus-scan:}") String address) {
            if (address.isBlank()) {
                return content -> {};
            }
            int colon = address.lastIndexOf(':');
            if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
                throw new IllegalArgumentException("nearkin.virus-scan has to be host:port");
            }
            return new Clamd(
                    address.substring(0, colon),
                    Integer.parseInt(address.substring(colon + 1)),
                    Duration.ofSeconds(20));
        }
    }
}
