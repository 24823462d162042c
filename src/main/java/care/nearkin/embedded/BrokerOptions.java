package care.nearkin.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** How every client of ours connects to the broker: who it is, and over which line. */
public final class BrokerOptions {

    private BrokerOptions() {}

    /** {@link LineFault} names why this failed, and why a connection made with it did. */
    public static MqttConnectionOptions of(BrokerAddress broker) throws GeneralSecurityException, IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setServerURIs(new String[] {broker.url()});
        options.setUserName(broker.user());
        String password = broker.password();
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        SSLSocketFactory sockets = broker.sockets();
        if (sockets != null) {
            options.setSocketFactory(sockets);
            options.setHttpsHostnameVerificationEnabled(true);
        }
        options.setAutomaticReconnect(false);
        return options;
    }
}
