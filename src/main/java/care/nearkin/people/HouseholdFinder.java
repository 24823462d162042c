package care.nearkin.people;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Doors behind which somebody lives, by parts of their address. */
@Component
class HouseholdFinder implements Finder {

    private static final String TITLE = "people.households";

    /** Of an address that many share: enough to have a few doors among them. */
    private static final int MOST_PEOPLE = 200;

    private final JdbcClient jdbc;
    private final SearchIndex index;

    HouseholdFinder(JdbcClient jdbc, SearchIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** A door, and the name of the first of those who live there. */
    private record Door(long id, String line, String area) {}

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        Map<String, Object> values = new LinkedHashMap<>();
        String found = index.condition(wanted, values);
        if (found == null || !MayRead.Who.is(viewer)) {
            return Findings.none(TITLE);
        }
        StringBuilder sql = new StringBuilder("""
                select distinct on (line collate "C", id) id, line, area from (
                  select h.id, h.line, coalesce(h.area, '') as area from resident_search s
                  join resident r on r.id = s.resident_id join household h on h.id = r.household_id
                  where %s""".formatted(found));
        for (String word : SearchText.words(wanted)) {
            String name = "line" + values.size();
            sql.append(" and normalize(lower(h.line), nfkc) like :" + name);
            values.put(name, ResidentList.holding(word));
        }
        if (!viewer.everywhere()) {
            sql.append(" and (h.area is null or h.area in (:served))");
            values.put("served", viewer.areas().isEmpty() ? Set.of("") : viewer.areas());
        }
        sql.append(" limit :people) door order by line collate \"C\", id limit :most");
        values.put("people", MOST_PEOPLE);
        values.put("most", few + 1);
        List<Door> doors =
                jdbc.sql(sql.toString()).params(values).query(Door.class).list();
        return Findings.of(
                TITLE,
                Slice.of(doors, few, door -> ""),
                door -> new Finding(door.line(), null, "/households/" + door.id()),
                "/residents?sort=address&q={q}");
    }
}
