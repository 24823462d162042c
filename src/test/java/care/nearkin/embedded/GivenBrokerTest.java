package care.nearkin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.StartRefused;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A broker that somebody else runs, as it is written down in the environment. */
class GivenBrokerTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aFile() throws Exception {
        file = Files.writeString(folder.resolve("file"), "secret\nmore");
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        return environment;
    }

    private static GivenBroker broker(Map<String, Object> variables) {
        return Binder.get(environment(variables))
                .bind("nearkin.mqtt", GivenBroker.class)
                .get();
    }

    @Test
    void secretsComeFromFilesAndAreNotSaidAloud() {
        GivenBroker broker = broker(Map.of(
                "NEARKIN_MQTT_URL", "mqtts://broker.example:8883",
                "NEARKIN_MQTT_USERNAME", "nearkin",
                "NEARKIN_MQTT_PASSWORD_FILE", file.toString()));

        assertThat(broker.password()).isEqualTo("secret");
        assertThat(broker.url()).isEqualTo("ssl://broker.example:8883");
        assertThat(broker.toString()).doesNotContain("secret");
    }

    @Test
    void anEmptyVariableCountsAsNotGiven() throws Exception {
        GivenBroker broker = broker(Map.of(
                "NEARKIN_MQTT_URL", "tcp://broker:1883",
                "NEARKIN_MQTT_USERNAME", "",
                "NEARKIN_MQTT_PASSWORD_FILE", "",
                "NEARKIN_MQTT_TLS_CA", "",
                "NEARKIN_MQTT_TLS_CERTIFICATE", ""));

        assertThat(broker.user()).isNull();
        assertThat(broker.sockets()).isNull();
    }

    @Test
    void whatCannotWorkRefusesTheStartInASentence() {
        refused("begins with tcp://", Map.of("NEARKIN_MQTT_URL", "http://broker"));
        refused("not encrypted", Map.of("NEARKIN_MQTT_URL", "tcp://b:1883", "NEARKIN_MQTT_TLS_CA", file.toString()));
        refused("belong together", Map.of("NEARKIN_MQTT_URL", "ssl://b:1883", "NEARKIN_MQTT_TLS_KEY", file.toString()));
        refused(
                "missing for the MQTT broker cannot be read",
                Map.of(
                        "NEARKIN_MQTT_URL",
                        "wss://b",
                        "NEARKIN_MQTT_TLS_CA",
                        folder.resolve("missing").toString()));
        assertThatCode(() -> GivenBroker.check(environment(Map.of("NEARKIN_MQTT_URL", "ws://b:80"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> GivenBroker.check(environment(Map.of("NEARKIN_MQTT_URL", ""))))
                .doesNotThrowAnyException();
    }

    private static void refused(String sentence, Map<String, Object> variables) {
        assertThatThrownBy(() -> GivenBroker.check(environment(variables)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void filesThatAreNoCertificatesAreOurOwnFault() {
        GivenBroker broker = broker(Map.of("NEARKIN_MQTT_URL", "ssl://b:1", "NEARKIN_MQTT_TLS_CA", file.toString()));

        assertThatThrownBy(broker::sockets)
                .isInstanceOf(GeneralSecurityException.class)
                .satisfies(failure -> assertThat(LineFault.of(failure)).isEqualTo(LineFault.OWN_FILES));
    }

    @Test
    void theReasonIsFoundHoweverDeepItLies() {
        assertThat(LineFault.of(new MqttException(new SSLHandshakeException("x") {
                    @Override
                    public Throwable getCause() {
                        return new CertPathValidatorException("validity", new CertificateExpiredException("then"));
                    }
                })))
                .isEqualTo(LineFault.EXPIRED);
        assertThat(LineFault.of(new MqttException(0x86))).isEqualTo(LineFault.SIGN_IN);
        assertThat(LineFault.of(new MqttException(new ConnectException("refused"))))
                .isEqualTo(LineFault.UNREACHABLE);
        assertThat(LineFault.of(null)).isEqualTo(LineFault.UNREACHABLE);
    }
}
