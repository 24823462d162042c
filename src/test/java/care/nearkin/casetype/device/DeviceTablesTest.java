package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.engine.DecisionTables;
import care.nearkin.signal.DeviceKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The tables of device care, and what is promised of them beside what is promised of every table. */
class DeviceTablesTest extends DecisionTables {

    DeviceTablesTest() {
        super("device");
    }

    @Test
    void everyKindOfDeviceIsInTheTableOfTests() {
        assertThat(admissible("device-test", "deviceKind"))
                .contains(Arrays.stream(DeviceKind.values()).map(Enum::name).toArray(String[]::new));
    }
}
