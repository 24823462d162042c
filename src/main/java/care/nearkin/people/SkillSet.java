package care.nearkin.people;

import care.nearkin.people.Responders.Skill;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Skills in one column, by name with commas between: read with their responder, one query for many. */
@Converter
class SkillSet implements AttributeConverter<Set<Skill>, String> {

    @Override
    public String convertToDatabaseColumn(Set<Skill> skills) {
        return skills.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    @Override
    public Set<Skill> convertToEntityAttribute(String column) {
        return read(column);
    }

    static Set<Skill> read(String column) {
        return column.isEmpty()
                ? Set.of()
                : Arrays.stream(column.split(",")).map(Skill::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
