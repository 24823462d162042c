package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * The broker that somebody else runs: {@code NEARKIN_MQTT_URL}, {@code NEARKIN_MQTT_USERNAME}, {@code
 * NEARKIN_MQTT_PASSWORD} or the first line of {@code NEARKIN_MQTT_PASSWORD_FILE}, and {@code NEARKIN_MQTT_TLS_…}.
 */
@ConfigurationProperties("nearkin.mqtt")
@Conditional(Given.Broker.class)
record GivenBroker(
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @Nullable BrokerCertificates tls)
        implements BrokerAddress {

    /** The schemes of other programs for Paho's. */
    GivenBroker {
        passwordFile = BrokerCertificates.given(passwordFile);
        url = url.replaceFirst("^mqtt://", "tcp://").replaceFirst("^mqtts://", "ssl://");
    }

    @Override
    public @Nullable String user() {
        return username == null || username.isBlank() ? null : username;
    }

    @Override
    public @Nullable String password() {
        if (passwordFile == null) {
            return password;
        }
        try {
            return BrokerCertificates.firstLine(passwordFile);
        } catch (IOException e) {
            return password;
        }
    }

    @Override
    public @Nullable SSLSocketFactory sockets() throws GeneralSecurityException, IOException {
        return secure() ? certificates().sockets() : null;
    }

    private boolean secure() {
        return url.startsWith("ssl://") || url.startsWith("wss://");
    }

    private BrokerCertificates certificates() {
        return tls == null ? BrokerCertificates.NONE : tls;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    /** What cannot work is said before anything else begins. */
    static void check(Environment environment) {
        if (Given.broker(environment)) {
            Binder.get(environment)
                    .bind("nearkin.mqtt", GivenBroker.class)
                    .get()
                    .check();
        }
    }

    private void check() {
        if (!url.matches("(tcp|ssl|ws|wss)://.+")) {
            throw new StartRefused(
                    "NEARKIN_MQTT_URL begins with tcp://, ssl://, ws:// or wss://.",
                    "NEARKIN_MQTT_URL 须以 tcp://、ssl://、ws:// 或 wss:// 开头。");
        }
        BrokerCertificates files = certificates();
        if (files.any() && !secure()) {
            throw new StartRefused(
                    "Certificates for the MQTT broker are given, but NEARKIN_MQTT_URL is not encrypted; use ssl:// or wss://.",
                    "已配置 MQTT 服务的证书，但 NEARKIN_MQTT_URL 未加密，请使用 ssl:// 或 wss://。");
        }
        if ((files.certificate() == null) != (files.key() == null)) {
            throw new StartRefused(
                    "NEARKIN_MQTT_TLS_CERTIFICATE and NEARKIN_MQTT_TLS_KEY belong together; give both or none.",
                    "NEARKIN_MQTT_TLS_CERTIFICATE 与 NEARKIN_MQTT_TLS_KEY 须同时配置或都不配置。");
        }
        Arrays.asList(passwordFile, files.ca(), files.certificate(), files.key(), files.keyPasswordFile()).stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new StartRefused(
                            "The file " + file + " for the MQTT broker cannot be read.",
                            "MQTT 服务所需的文件 " + file + " 无法读取。");
                });
    }

    /** The record's own words would show the password. */
    @Override
    public String toString() {
        return url;
    }
}
