package care.nearkin.sample;

import care.nearkin.access.AccountsFile;
import care.nearkin.signal.GatewayAccounts;
import java.util.List;
import org.springframework.stereotype.Component;

/** The account with which the sample's devices send, and whoever tries Nearkin with a message of her own. */
@Component
class SampleGateway {

    static final String NAME = "gateway1";

    private static final List<String> MAY_SEND = List.of(
            "nearkin/#",
            "zigbee2mqtt/#",
            "tele/#",
            "stat/#",
            "application/#",
            "homeassistant/#",
            "+/events/rpc",
            "+/status/+",
            "+/online",
            "+/binary_sensor/+/state",
            "+/sensor/+/state",
            "+/event/+/state",
            "+/status",
            "v3/#",
            "/sys/#",
            "/as/#",
            "v1/#");
    private static final List<String> MAY_HEAR =
            List.of("zigbee2mqtt/#", "homeassistant/status", "cmnd/#", "+/rpc", "nearkin/+/do", "nearkin/+/+/do");

    private final GatewayAccounts accounts;
    private final AccountsFile file;

    SampleGateway(GatewayAccounts accounts, AccountsFile file) {
        this.accounts = accounts;
        this.file = file;
    }

    void load() {
        accounts.putSample(NAME, file.passwordOf(NAME, "mqtt"), MAY_SEND, MAY_HEAR);
    }
}
