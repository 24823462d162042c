package care.nearkin.access;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Read for every page, with one question; who never chose anything has no row. */
@Service
@Transactional
class StoredScreens implements Screens {

    private final JdbcTemplate jdbc;

    StoredScreens(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Screen> of(String name) {
        return jdbc
                .query(
                        """
                        select s.display_name, coalesce(c.look, 'SYSTEM') look, coalesce(c.single_keys, true) single_keys
                        from staff s left join staff_screen c on c.staff = s.name where s.name = ?""",
                        (row, i) -> new Screen(
                                row.getString("display_name"),
                                Look.valueOf(row.getString("look")),
                                row.getBoolean("single_keys")),
                        name)
                .stream()
                .findFirst();
    }

    @Override
    public void look(String name, Look look) {
        jdbc.update("""
                insert into staff_screen (staff, look) values (?, ?)
                on conflict (staff) do update set look = excluded.look""", name, look.name());
    }

    @Override
    public void keys(String name, boolean on) {
        jdbc.update("""
                insert into staff_screen (staff, single_keys) values (?, ?)
                on conflict (staff) do update set single_keys = excluded.single_keys""", name, on);
    }
}
