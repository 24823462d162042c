package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.NearkinTest;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.embedded.Mosquitto;
import care.nearkin.signal.Devices.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A program that is told to stop finishes what it has begun and says so to the broker. */
@NearkinTest
class StoppingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Autowired
    Sources sources;

    @Autowired
    Dispatch dispatch;

    @Autowired
    Inbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    BeanFactory beans;

    @Autowired
    DataSource database;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    Tally tally;

    @Test
    void whatIsStoredWhileTheProgramStopsDoesNotComeAgain() throws Exception {
        devices.put("nearkin:sig-stop1", Registration.of(DeviceKind.SOS, null, null));
        devices.put("nearkin:sig-stop2", Registration.of(DeviceKind.SOS, null, null));
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("m"))) {
            Reception listening = listen(mosquitto.address("tcp", "nearkin"));
            CompletableFuture<Void> stopping = transaction.execute(tx -> {
                // nothing can be stored until this transaction ends: the message is in the middle of its own
                jdbc.execute("lock table signal in share mode");
                press(mosquitto, "sig-stop1");
                await().atMost(PATIENCE).until(() -> listening.waiting() == 1);
                CompletableFuture<Void> stop = CompletableFuture.runAsync(listening::stop);
                await().atMost(PATIENCE).until(() -> !listening.isRunning());
                return stop;
            });
            stopping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            Reception again = listen(mosquitto.address("tcp", "nearkin"));
            press(mosquitto, "sig-stop2");
            await().atMost(PATIENCE).until(() -> outcomes("sig-stop2").length == 1);
            again.stop();
        }
        assertThat(outcomes("sig-stop1")).containsExactly("ALARM");
    }

    private String[] outcomes(String device) {
        return jdbc.queryForList(
                        "select outcome from signal where topic = ? order by id",
                        String.class,
                        "nearkin/" + device + "/sos")
                .toArray(String[]::new);
    }

    private static void press(Mosquitto mosquitto, String device) {
        try (TestGateway gateway = TestGateway.connect(mosquitto.address("tcp", "gateway1"))) {
            gateway.publish("nearkin/" + device + "/sos", "1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Beside the one that listens to the embedded broker. */
    private Reception listen(BrokerAddress address) {
        Intake intake = new Intake(true, "nearkin-stopping", 1, 200, 2000, Duration.ofHours(1), Duration.ofSeconds(1));
        Reception listening = new Reception(
                intake, sources, dispatch, inbox, new AlwaysOurs(database), address, beans, clock, tally, event -> {});
        listening.start();
        await().atMost(PATIENCE).until(listening::receiving);
        return listening;
    }
}
