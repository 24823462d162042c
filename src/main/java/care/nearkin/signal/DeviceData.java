package care.nearkin.signal;

import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The devices in a resident's home, for the copy of her data. */
@Component
class DeviceData implements PersonalData {

    private final Devices devices;
    private final Words words;

    DeviceData(Devices devices, Words words) {
        this.devices = devices;
        this.words = words;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Chapter> of(long resident, Locale language) {
        List<Part> parts = devices.ofResident(resident).stream()
                .map(device -> Part.of(
                        words.say(language, "signal.kind." + device.kind().key()),
                        new Known()
                                .add(words.say(language, "signal.key"), device.key())
                                .add(words.say(language, "signal.room"), device.room())
                                .values()))
                .toList();
        return List.of(new Chapter("devices", words.say(language, "people.devices"), parts));
    }
}
