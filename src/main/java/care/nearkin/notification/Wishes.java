package care.nearkin.notification;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which happenings each of the staff wants to be told by which way; what is urgent never asks here. */
@Repository
class Wishes {

    /** What a wish can be about; the bell is not asked for. */
    static final List<Channel> WAYS = List.of(Channel.MAIL, Channel.SMS, Channel.STAFF);

    private final JdbcClient jdbc;

    Wishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a form says, such as {@code ASSIGNED.MAIL}, of the ways that it asks about. */
    static Map<Happening, Set<Channel>> of(Collection<String> ticked, Collection<Channel> asked) {
        Map<Happening, Set<Channel>> wanted = new EnumMap<>(Happening.class);
        for (Happening event : Happening.values()) {
            Set<Channel> ways = EnumSet.noneOf(Channel.class);
            asked.stream().filter(way -> ticked.contains(event + "." + way)).forEach(ways::add);
            wanted.put(event, ways);
        }
        return wanted;
    }

    static boolean has(Map<Happening, Set<Channel>> wishes, Happening event, Channel way) {
        return wishes.getOrDefault(event, Set.of()).contains(way);
    }

    /** The office's defaults where she has not said otherwise. */
    Map<Happening, Set<Channel>> of(String staff) {
        return read("""
                select d.event || '.' || d.channel from telling_default d
                  left join telling_wish w on w.event = d.event and w.channel = d.channel and w.staff = :staff
                 where coalesce(w.wanted, d.wanted)""", staff);
    }

    /** What she has said herself, whether yes or no: the office's defaults change nothing of it. */
    Map<Happening, Set<Channel>> own(String staff) {
        return read("select event || '.' || channel from telling_wish where staff = :staff", staff);
    }

    private Map<Happening, Set<Channel>> read(String sql, String staff) {
        return of(jdbc.sql(sql).param("staff", staff).query(String.class).list(), WAYS);
    }

    /** Of the ways that she was asked about; what she left as it was goes on as the office says. */
    @Transactional
    void set(String staff, Set<Channel> asked, Map<Happening, Set<Channel>> wanted) {
        Map<Happening, Set<Channel>> before = of(staff);
        for (Happening event : Happening.values()) {
            for (Channel way : asked) {
                boolean wants = has(wanted, event, way);
                if (wants != has(before, event, way)) {
                    set(staff, event, way, wants);
                }
            }
        }
    }

    private void set(String staff, Happening event, Channel way, boolean wants) {
        jdbc.sql("""
                        insert into telling_wish (staff, event, channel, wanted)
                        values (:staff, :event, :channel, :wanted)
                        on conflict (staff, event, channel) do update set wanted = excluded.wanted""")
                .param("staff", staff)
                .param("event", event.name())
                .param("channel", way.name())
                .param("wanted", wants)
                .update();
    }

    /** From now on as the office says. */
    @Transactional
    void forget(String staff) {
        jdbc.sql("delete from telling_wish where staff = :staff")
                .param("staff", staff)
                .update();
    }
}
