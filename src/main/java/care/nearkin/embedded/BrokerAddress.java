package care.nearkin.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Where Nearkin's own MQTT client connects: the embedded broker, or the one given by {@code NEARKIN_MQTT_URL}. Ask after
 * the context has begun to start its lifecycle beans: a free port is known only then.
 */
public interface BrokerAddress {

    /** {@code tcp://host:port} or {@code ssl://host:port}, as Paho takes it. */
    String url();

    @Nullable
    String user();

    @Nullable
    String password();

    boolean embedded();
}
