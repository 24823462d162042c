package care.nearkin.notification;

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
    static final List<Channel> WAYS = List.of(Channel.MAIL, Channel.STAFF);

    private record Wish(Happening event, Channel way) {}

    private final JdbcClient jdbc;

    Wishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The defaults where she has not said otherwise. */
    Map<Happening, Set<Channel>> of(String staff) {
        Map<Happening, Set<Channel>> wishes = new EnumMap<>(Happening.class);
        for (Happening one : Happening.values()) {
            wishes.put(one, EnumSet.noneOf(Channel.class));
        }
        jdbc.sql("""
                        select d.event, d.channel from telling_default d
                          left join telling_wish w on w.event = d.event and w.channel = d.channel and w.staff = :staff
                         where coalesce(w.wanted, d.wanted)""")
                .param("staff", staff)
                .query((row, number) ->
                        new Wish(Happening.valueOf(row.getString(1)), Channel.valueOf(row.getString(2))))
                .list()
                .forEach(wish -> wishes.merge(wish.event(), EnumSet.of(wish.way()), (some, more) -> {
                    Set<Channel> both = EnumSet.copyOf(some);
                    both.addAll(more);
                    return both;
                }));
        return wishes;
    }

    /** Of the ways that she was asked about, these and no others. */
    @Transactional
    void set(String staff, Set<Channel> asked, Map<Happening, Set<Channel>> wanted) {
        for (Happening event : Happening.values()) {
            for (Channel way : asked) {
                jdbc.sql("""
                                insert into telling_wish (staff, event, channel, wanted)
                                values (:staff, :event, :channel, :wanted)
                                on conflict (staff, event, channel) do update set wanted = excluded.wanted""")
                        .param("staff", staff)
                        .param("event", event.name())
                        .param("channel", way.name())
                        .param("wanted", wanted.getOrDefault(event, Set.of()).contains(way))
                        .update();
            }
        }
    }
}
