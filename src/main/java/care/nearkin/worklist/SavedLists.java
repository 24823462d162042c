package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Seal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists under a name: a person's own, and those that a supervisor has made for everybody. Each shows only what its reader may see. */
@Component
class SavedLists {

    static final int LONGEST_NAME = 60;

    /** More would be no help; a person's own. */
    private static final int MOST = 30;

    private static final int MOST_SHARED = 30;

    record Saved(long id, String staff, String name, boolean shared) {}

    /** Where it leads; {@code words} were searched for. */
    record Target(String address, @Nullable String words) {}

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    SavedLists(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    static boolean mayShare(Viewer viewer) {
        return viewer.in(Group.SUPERVISOR, Group.ADMIN);
    }

    /** Hers first, then everybody's, each by name. */
    @Transactional(readOnly = true)
    List<Saved> of(Viewer viewer) {
        return jdbc.sql("""
                        (select id, staff, name, shared from saved_list where staff = :staff
                          order by lower(name) limit :most)
                        union all
                        (select id, staff, name, shared from saved_list where shared and staff <> :staff
                          order by name limit :shared)""")
                .param("staff", viewer.name())
                .param("most", MOST)
                .param("shared", MOST_SHARED)
                .query((row, number) -> new Saved(
                        row.getLong("id"), row.getString("staff"), row.getString("name"), row.getBoolean("shared")))
                .list();
    }

    /** Under a name that she has already, the list takes the place of the earlier one. */
    @Transactional
    void save(Viewer viewer, String name, boolean shared, ListAddress list, @Nullable String words) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw Refusal.invalid("name", "task.saved.name.wrong");
        }
        List<String> hers = jdbc.sql("select lower(name) from saved_list where staff = :staff")
                .param("staff", viewer.name())
                .query(String.class)
                .list();
        if (hers.size() >= MOST && !hers.contains(plain.toLowerCase(Locale.ROOT))) {
            throw Refusal.invalid("name", "task.saved.most");
        }
        jdbc.sql("""
                        insert into saved_list (staff, name, shared, address, words, created_at)
                        values (:staff, :name, :shared, :address, :words, :now)
                        on conflict (staff, lower(name)) do update
                           set name = excluded.name, shared = excluded.shared, address = excluded.address,
                               words = excluded.words, created_at = excluded.created_at""")
                .param("staff", viewer.name())
                .param("name", plain)
                .param("shared", shared && mayShare(viewer))
                .param("address", list.plain().query())
                .param("words", words == null ? null : seal.seal(words, viewer.name()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Refuses what is neither hers nor everybody's. */
    @Transactional(readOnly = true)
    Target target(Viewer viewer, long id) {
        return jdbc.sql("select staff, address, words from saved_list where id = :id and (shared or staff = :staff)")
                .param("id", id)
                .param("staff", viewer.name())
                .query((row, number) -> {
                    String kept = row.getString("words");
                    return new Target(
                            row.getString("address"), kept == null ? null : seal.open(kept, row.getString("staff")));
                })
                .optional()
                .orElseThrow(() -> Refusal.notFound("task.saved.none", Long.toString(id)));
    }

    /** Her own; a shared one also by another supervisor. */
    @Transactional
    void remove(Viewer viewer, long id) {
        int gone = jdbc.sql("delete from saved_list where id = :id and (staff = :staff or shared and :any)")
                .param("id", id)
                .param("staff", viewer.name())
                .param("any", mayShare(viewer))
                .update();
        if (gone == 0) {
            throw Refusal.notFound("task.saved.none", Long.toString(id));
        }
    }
}
