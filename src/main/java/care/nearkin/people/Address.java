package care.nearkin.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where somebody lives: the parts that are known, or one free text; {@code area} is the key of a served area. */
public record Address(
        @Nullable String area,
        @Nullable String community,
        @Nullable String estate,
        @Nullable String building,
        @Nullable String unit,
        @Nullable String room,
        @Nullable String text) {

    public static Address of(String text) {
        return new Address(null, null, null, null, null, null, text);
    }

    boolean isEmpty() {
        return parts().allMatch(Objects::isNull);
    }

    /** One line as it is read out on the phone: {@code Lane 540, bldg 3, 1-502}. */
    public String line() {
        String door = join("-", unit, room);
        String place = join(", ", estate == null ? community : estate, building, door.isEmpty() ? null : door);
        if (place.isEmpty()) {
            return text == null ? "" : text;
        }
        return text == null ? place : place + " (" + text + ")";
    }

    /** Equal for everybody behind one door; null when the address does not name a door. */
    @Nullable
    String doorKey() {
        boolean named = room != null || (text != null && estate == null && building == null);
        return named
                ? parts().map(part -> part == null ? "" : part.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("|"))
                : null;
    }

    /** Equal for everybody in one building. */
    String buildingKey() {
        return Stream.of(area, community, estate, building)
                .map(part -> part == null ? "" : part.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
    }

    private Stream<@Nullable String> parts() {
        return Stream.of(area, community, estate, building, unit, room, text);
    }

    private static String join(String between, @Nullable String... parts) {
        return Arrays.stream(parts).filter(Objects::nonNull).collect(Collectors.joining(between));
    }
}
