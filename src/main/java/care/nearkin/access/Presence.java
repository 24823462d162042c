package care.nearkin.access;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who was heard of and when, in the database so that every node knows; by the database's clock for the same reason. */
@Component
class Presence {

    /** What a session has to be compared with at each request. */
    record Standing(int stamp, int rights, boolean locked, boolean stale) {}

    private final JdbcTemplate jdbc;

    Presence(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    @Nullable
    Standing standing(String name) {
        return jdbc
                .query(
                        """
                        select stamp, rights, locked,
                               last_seen is null or last_seen < now() - interval '30 seconds' as stale
                        from staff where name = ?""",
                        (row, i) -> new Standing(
                                row.getInt("stamp"),
                                row.getInt("rights"),
                                row.getBoolean("locked"),
                                row.getBoolean("stale")),
                        name)
                .stream()
                .findFirst()
                .orElse(null);
    }

    @Transactional
    void seen(String name) {
        jdbc.update("""
                update staff set last_seen = now()
                where name = ? and not locked and (last_seen is null or last_seen < now() - interval '30 seconds')""", name);
    }

    @Transactional
    void gone(String name) {
        jdbc.update("update staff set last_seen = null where name = ?", name);
    }

    @Transactional(readOnly = true)
    boolean isAny(Collection<String> groups) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select 1 from staff s join staff_group g on g.staff_id = s.id
                    where not s.locked and s.last_seen > now() - interval '2 minutes' and g.group_key = any (?))""", Boolean.class, (Object) groups.toArray(String[]::new)));
    }
}
