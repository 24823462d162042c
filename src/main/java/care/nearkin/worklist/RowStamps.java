package care.nearkin.worklist;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * A short mark of each row of the list, made of all that it shows: a page that has the row already is not sent it again when
 * it asks for news, for writing fifty rows costs more than finding them.
 */
final class RowStamps {

    private RowStamps() {}

    /** By task; the model holds what the rows are written from. */
    static Map<String, String> of(List<WorkItem> items, Model model, Locale language) {
        Map<?, ?> names = map(model, "names");
        Map<?, ?> about = map(model, "about");
        Map<?, ?> last = map(model, "last");
        Map<?, ?> areas = map(model, "areas");
        Set<?> picks = (Set<?>) Objects.requireNonNull(model.getAttribute("picks"));
        int page = Objects.hash(language, model.getAttribute("columns"), model.getAttribute("many"));
        return items.stream()
                .collect(Collectors.toMap(
                        WorkItem::id,
                        item -> stamp(
                                item.hashCode(),
                                Objects.hash(
                                        page,
                                        of(names, item.resident()),
                                        of(about, item.caseNumber()),
                                        of(last, item.caseNumber()),
                                        of(areas, item.area()),
                                        picks.contains(item.id())))));
    }

    private static @Nullable Object of(Map<?, ?> map, @Nullable Object key) {
        return key == null ? null : map.get(key);
    }

    private static Map<?, ?> map(Model model, String name) {
        return (Map<?, ?>) Objects.requireNonNull(model.getAttribute(name));
    }

    private static String stamp(int item, int rest) {
        return Integer.toHexString(item) + "-" + Integer.toHexString(rest);
    }
}
