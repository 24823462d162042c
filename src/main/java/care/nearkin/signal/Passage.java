package care.nearkin.signal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from a room's name whether whoever is at home has to pass there every few hours: bathroom and hall. */
final class Passage {

    private static final List<String> NAMES = List.of(
            "bathroom", "toilet", "washroom", "hall", "corridor", "卫生间", "洗手间", "浴室", "厕所", "过道", "走廊", "门厅", "玄关");

    private Passage() {}

    static boolean is(@Nullable String room) {
        String name = room == null ? "" : room.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::contains);
    }
}
