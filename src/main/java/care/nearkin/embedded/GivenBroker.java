package care.nearkin.embedded;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Conditional;

/**
 * The broker that somebody else runs: {@code NEARKIN_MQTT_URL}, {@code NEARKIN_MQTT_USERNAME}, {@code
 * NEARKIN_MQTT_PASSWORD}.
 */
@ConfigurationProperties("nearkin.mqtt")
@Conditional(Given.Broker.class)
record GivenBroker(
        String url, @Nullable String username, @Nullable String password) implements BrokerAddress {

    @Override
    public @Nullable String user() {
        return username;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    /** The record's own words would show the password. */
    @Override
    public String toString() {
        return url;
    }
}
