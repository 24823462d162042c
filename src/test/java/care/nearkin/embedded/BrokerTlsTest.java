package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With a key store devices come by TLS, and in clear only Nearkin itself. */
class BrokerTlsTest {

    @RegisterExtension
    final MqttClients clients = new MqttClients();

    @Test
    void speaksTlsToDevicesWhenItHasAKeyStore(@TempDir Path own) throws Exception {
        Path store = own.resolve("broker.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .start()
                .waitFor();
        LocalBroker secure = BrokerAlone.in(
                own,
                new BrokerSettings("127.0.0.1", 0, new BrokerSettings.Tls(store, "changeit"), Duration.ofMinutes(10)));
        secure.start();
        try {
            assertThatThrownBy(
                            () -> clients.connect("tcp://127.0.0.1:" + secure.port(), "g", "gateway1", "pw-gateway1"))
                    .isInstanceOf(MqttException.class);
            MqttClient device = clients.client("ssl://127.0.0.1:" + secure.port(), "g");
            MqttConnectionOptions options = MqttClients.options("gateway1", "pw-gateway1");
            options.setSocketFactory(trusting(store));
            device.connect(options);
            assertThat(MqttClients.publish(device, "nearkin/b1/sos", "x")).isIn(0, 0x10);
            // Nearkin itself comes from inside, in clear
            assertThat(clients.connect(secure.url(), "n", secure.user(), secure.password())
                            .isConnected())
                    .isTrue();
        } finally {
            secure.stop();
        }
    }

    private static SSLSocketFactory trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
