package care.nearkin.signal;

import care.nearkin.kernel.Words;
import care.nearkin.people.PersonalData;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The devices in a resident's home and what they reported, for the copy of her data. */
@Component
class DeviceData implements PersonalData {

    private final Devices devices;
    private final DeviceReadings readings;
    private final Words words;

    DeviceData(Devices devices, DeviceReadings readings, Words words) {
        this.devices = devices;
        this.readings = readings;
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

    @Override
    public List<Enclosed> files(long resident, Locale language) {
        return devices.ofResident(resident).stream()
                .filter(device -> readings.any(resident, device.key()))
                .map(device -> new Enclosed(
                        words.say(language, "people.devices") + "/" + device.id() + "-"
                                + words.say(
                                        language, "signal.kind." + device.kind().key()) + ".csv",
                        out -> readings.write(resident, device.key(), language, out)))
                .toList();
    }
}
