package care.nearkin.people;

import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The areas that a viewer serves, key to name. */
@Component
class ServedAreas {

    private final Teams teams;
    private final Viewers viewers;

    ServedAreas(Teams teams, Viewers viewers) {
        this.teams = teams;
        this.viewers = viewers;
    }

    Map<String, String> all() {
        Viewer viewer = viewers.current();
        Map<String, String> served = new LinkedHashMap<>();
        teams.areas().forEach((key, name) -> {
            if (viewer.serves(key)) {
                served.put(key, name);
            }
        });
        return served;
    }

    /** An area that nobody knows, or that she does not serve, would take the person out of everybody's sight. */
    void admit(@Nullable String area, String field) {
        if (area == null) {
            return;
        }
        if (!teams.areas().containsKey(area)) {
            throw Refusal.invalid(field, "people.unknown-area");
        }
        if (!viewers.current().serves(area)) {
            throw Refusal.invalid(field, "people.area-not-served");
        }
    }
}
