package care.nearkin.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded broker listens; port 0 takes a free one. With a key store devices have to come by TLS. {@code
 * forgetTopics}: each topic costs 12 KB of heap; so long after it was made it is made anew when something comes on it.
 */
@ConfigurationProperties("nearkin.broker")
record BrokerSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("1883") int port,
        @Nullable Tls tls,
        @DefaultValue("10m") Duration forgetTopics) {

    /** A PKCS#12 key store with the broker's private key and certificate. */
    record Tls(Path keystore, @DefaultValue("") String password) {}
}
