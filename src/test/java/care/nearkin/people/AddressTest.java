package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    private static final Address DOOR = new Address("lane540", "Yantie", "Lane 540", "bldg 3", "1", "502", null);

    @Test
    void isOneLineAsItIsReadOutOnThePhone() {
        assertThat(DOOR.line()).isEqualTo("Lane 540, bldg 3, 1-502");
        assertThat(Address.of("12 Willow Street").line()).isEqualTo("12 Willow Street");
        assertThat(new Address(null, null, "Lane 540", null, null, null, "green gate").line())
                .isEqualTo("Lane 540 (green gate)");
        assertThat(new Address(null, "Yantie", null, null, null, null, null).line())
                .isEqualTo("Yantie");
    }

    @Test
    void tellsWhoLivesBehindOneDoorWhateverTheSpelling() {
        Address same = new Address("lane540", "yantie", "lane 540 ", "BLDG 3", "1", "502", null);

        assertThat(same.doorKey()).isEqualTo(DOOR.doorKey()).isNotNull();
        assertThat(Address.of("12 Willow Street").doorKey())
                .isEqualTo(Address.of("12 willow street").doorKey())
                .isNotNull();
    }

    @Test
    void ofAWholeBuildingIsNobodysDoor() {
        assertThat(new Address("lane540", null, "Lane 540", "bldg 3", null, null, null).doorKey())
                .isNull();
    }
}
