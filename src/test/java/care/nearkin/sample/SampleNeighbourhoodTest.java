package care.nearkin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Teams;
import care.nearkin.embedded.BrokerAccount;
import care.nearkin.embedded.BrokerAccounts;
import care.nearkin.people.ResidentCard;
import care.nearkin.people.Residents;
import care.nearkin.people.Responders;
import care.nearkin.sample.Csv.Line;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class SampleNeighbourhoodTest {

    @Autowired
    SampleNeighbourhood sample;

    @Autowired
    Residents residents;

    @Autowired
    Responders responders;

    @Autowired
    Teams teams;

    @Autowired
    Devices devices;

    @Autowired
    BrokerAccounts broker;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void wangXiulianLivesThereWithHerKeyAtTheNeighbours() {
        long id = residents.idOf("S001").orElseThrow();
        ResidentCard card = residents.card(id, "test").orElseThrow();

        assertThat(card.brief().name()).contains("王秀莲", "Wang Xiulian");
        assertThat(card.livesAlone()).isTrue();
        assertThat(card.risk()).isEqualTo(ResidentCard.Risk.HIGH);
        assertThat(card.health()).contains("hypertension", "coronary");
        assertThat(card.contacts().get(0).place()).contains("Shenzhen");
        assertThat(card.contacts().get(1).hasKey()).isTrue();
        assertThat(responders.keyholders(id).get(0).metres()).isEqualTo(60);
        assertThat(devices.ofResident(id)).extracting(Device::kind).contains(DeviceKind.SOS, DeviceKind.SMOKE);
    }

    @Test
    void itHasThreeAreasFortyResidentsAndFiftyDevicesOfEveryKindInFourFormats() {
        assertThat(teams.areas()).containsKeys("lane540", "yantie", "garden");
        assertThat(jdbc.queryForObject(
                        "select count(*) from resident where resident_key ~ '^S0[0-9]{2}$'", Integer.class))
                .isEqualTo(40);
        Set<Device> all = Csv.read("devices.csv").stream()
                .map(line -> devices.find(line.need("key")).orElseThrow())
                .collect(Collectors.toSet());
        assertThat(all).hasSizeGreaterThanOrEqualTo(50).allMatch(device -> device.area() != null);
        assertThat(all).extracting(Device::kind).contains(DeviceKind.values());
        assertThat(all)
                .extracting(device -> device.key().substring(0, device.key().indexOf(':')))
                .contains("nearkin", "zigbee2mqtt", "tasmota", "chirpstack");
    }

    @Test
    void itIsLoadedOnceOnly() {
        transactions.executeWithoutResult(tx -> jdbc.update(
                "delete from contact where resident_id = (select id from resident where resident_key = 'S012')"));
        int before = rows();

        sample.run(null);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void itsGatewayMaySendToTheBrokerWithThePasswordOfTheAccountsFile() {
        BrokerAccount gateway = broker.authenticate("gateway1", file.passwordOf("gateway1", "mqtt"))
                .orElseThrow();

        assertThat(gateway.publish()).contains("zigbee2mqtt/#", "nearkin/#");
        assertThat(broker.authenticate("gateway1", "guessed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"residents.csv", "contacts.csv", "responders.csv"})
    void nobodyRealCanBeReachedByItsNumbers(String file) {
        for (Line line : Csv.read(file)) {
            for (String column : Set.of("home", "mobile", "device", "phone")) {
                if (line.heading().contains(column) && line.get(column) != null) {
                    assertThat(line.get(column)).matches("138 0000 \\d{3}|021 0000 0\\d{3}");
                }
            }
        }
    }

    private int rows() {
        return jdbc.queryForObject(
                "select (select count(*) from resident) + (select count(*) from contact) + (select count(*) from device)"
                        + " + (select count(*) from consent) + (select count(*) from responder)",
                Integer.class);
    }
}
