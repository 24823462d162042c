package care.nearkin.signal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** A list of short texts, one a line. */
@Converter
class LinesText implements AttributeConverter<List<String>, String> {

    @Override
    public String convertToDatabaseColumn(List<String> lines) {
        return String.join("\n", lines);
    }

    @Override
    public List<String> convertToEntityAttribute(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
