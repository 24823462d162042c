package care.nearkin.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who works as what and where. Asked whenever something is told to a group, so in plain SQL and for names only. */
@Repository
class Roster {

    private final JdbcTemplate jdbc;

    Roster(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of their names; {@code area} as in {@link Viewer#serves}. */
    Set<String> members(Collection<String> groups, @Nullable String area) {
        return new LinkedHashSet<>(jdbc.queryForList("""
                select s.name from staff s left join team t on t.id = s.team_id
                where not s.locked
                  and exists (select from staff_group g where g.staff_id = s.id and g.group_key = any(?))
                  and (cast(? as varchar) is null or t.everywhere
                       or exists (select from staff_group g where g.staff_id = s.id and g.group_key = 'admin')
                       or exists (select from team_area a where a.team_id = t.id and a.area_key = ?))
                order by s.name
                """, String.class, groups.toArray(String[]::new), area, area));
    }
}
