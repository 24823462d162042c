package care.nearkin.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the embedded broker listens; port 0 takes a free one. With a key store devices have to come by TLS. */
@ConfigurationProperties("nearkin.broker")
record BrokerSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("1883") int port,
        @Nullable Tls tls) {

    /** A PKCS#12 key store with the broker's private key and certificate. */
    record Tls(Path keystore, @DefaultValue("") String password) {}
}
