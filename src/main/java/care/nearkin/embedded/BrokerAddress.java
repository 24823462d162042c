package care.nearkin.embedded;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where Nearkin's own MQTT client connects: the embedded broker, or the one given by {@code NEARKIN_MQTT_URL}. Ask after
 * the context has begun to start its lifecycle beans: a free port is known only then.
 */
public interface BrokerAddress {

    /** {@code tcp://}, {@code ssl://}, {@code ws://} or {@code wss://} with host and port, as Paho takes it. */
    String url();

    @Nullable
    String user();

    @Nullable
    String password();

    boolean embedded();

    /** For an encrypted line; null for one in clear. Fails when our own certificates cannot be used. */
    default @Nullable SSLSocketFactory sockets() throws GeneralSecurityException, IOException {
        return null;
    }
}
