package care.nearkin.signal;

import care.nearkin.signal.format.FieldRule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/** A device's field map as JSON text. */
@Converter
class FieldMapText implements AttributeConverter<Map<String, FieldRule>, String> {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, FieldRule>> MAP = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, FieldRule> map) {
        try {
            return MAPPER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a field map is always JSON", e);
        }
    }

    @Override
    public Map<String, FieldRule> convertToEntityAttribute(String text) {
        try {
            return Map.copyOf(MAPPER.readValue(text, MAP));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a field map", e);
        }
    }
}
