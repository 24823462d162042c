package care.nearkin.signal;

import care.nearkin.access.Finding;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Devices in one line each, where they stand among things of other kinds. */
@Component
class DeviceFindings {

    static final String TITLE = "signal.devices";

    private final Words words;

    DeviceFindings(Words words) {
        this.words = words;
    }

    Finding of(Device device, @Nullable ResidentBrief whose) {
        return new Finding(
                device.key(),
                Stream.of(
                                words.say("signal.kind." + device.kind().key()),
                                whose == null ? null : whose.name(),
                                device.room(),
                                device.live() ? null : words.say("signal.state." + device.state()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/devices/" + device.id());
    }
}
