package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A gateway that is locked out is out, not only at its next connection; with a real client. */
@NearkinTest
class GatewayDoorTest {

    @Autowired
    StoredGatewayAccounts accounts;

    @Autowired
    Reception reception;

    @Autowired
    BrokerAddress broker;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void lockingEndsTheLiveSessionAndUnlockingLetsItComeBack() throws Exception {
        String password = accounts.add("door-lock", List.of("nearkin/#"), List.of());
        try (TestGateway gateway = connect("door-lock", password)) {
            gateway.publish("nearkin/door-lock/door", "open");
            accounts.lock("door-lock", true);
            await().until(() -> !gateway.connected());
            assertThatThrownBy(() -> gateway.publish("nearkin/door-lock/door", "open"))
                    .isInstanceOf(MqttException.class);
        }
        assertThatThrownBy(() -> connect("door-lock", password)).isInstanceOf(MqttException.class);
        accounts.lock("door-lock", false);
        connect("door-lock", password).close();
        assertThat(reception.receiving()).as("our own line").isTrue();
    }

    @Test
    void aNewPasswordEndsWhatTheOldOneOpened() throws Exception {
        String password = accounts.add("door-reset", List.of("nearkin/#"), List.of());
        try (TestGateway gateway = connect("door-reset", password)) {
            accounts.reset("door-reset");
            await().until(() -> !gateway.connected());
        }
        assertThatThrownBy(() -> connect("door-reset", password)).isInstanceOf(MqttException.class);
    }

    @Test
    void aPasswordOfTheSampleIsInUseUntilItIsReset() {
        accounts.putSample("door-sample", "sample", List.of("nearkin/#"), List.of());
        assertThat(withSamplePassword()).contains("door-sample", "gateway1");
        assertThat(accounts.inUse()).isTrue();

        accounts.reset("door-sample");
        assertThat(withSamplePassword()).contains("gateway1").doesNotContain("door-sample");
    }

    private List<String> withSamplePassword() {
        return jdbc.queryForList("select name from mqtt_account where sample_password", String.class);
    }

    @Test
    void whatIsRolledBackEndsNothing() throws Exception {
        String password = accounts.add("door-back", List.of("nearkin/#"), List.of());
        try (TestGateway gateway = connect("door-back", password)) {
            transactions.executeWithoutResult(status -> {
                accounts.lock("door-back", true);
                status.setRollbackOnly();
            });
            gateway.publish("nearkin/door-back/door", "open");
            assertThat(gateway.connected()).isTrue();
        }
    }

    private TestGateway connect(String name, String password) throws MqttException {
        await().until(reception::receiving);
        return TestGateway.connect(broker.url(), name, password);
    }
}
