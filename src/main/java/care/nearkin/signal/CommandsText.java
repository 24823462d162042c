package care.nearkin.signal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a device can do, as words parted by commas. */
@Converter
class CommandsText implements AttributeConverter<Set<Device.Can>, String> {

    @Override
    public String convertToDatabaseColumn(Set<Device.Can> commands) {
        return commands.stream().map(Device.Can::name).sorted().collect(Collectors.joining(","));
    }

    @Override
    public Set<Device.Can> convertToEntityAttribute(String text) {
        return Arrays.stream(text.split(","))
                .filter(word -> !word.isEmpty())
                .map(Device.Can::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
