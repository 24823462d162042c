package care.nearkin.notification;

import care.nearkin.access.StaffPhones;
import care.nearkin.access.Viewers;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gathers what people want to be told by mail, text message or messenger: what comes within a while, or in somebody's quiet hours, makes
 * one letter. What she has seen at the bell meanwhile, or is no longer so, is left out.
 */
@Component
class Gathering {

    /** Kind of the letter that several notices make. */
    static final String SEVERAL = "telling.several";

    /** The argument that names the notices of such a letter. */
    static final String NOTICES = "notices";

    static final Duration A_WHILE = Duration.ofMinutes(2);

    /** So many letters in one transaction. */
    private static final int AT_ONCE = 200;

    private record Ripe(
            String staff, Channel channel, @Nullable String area, List<Long> notices) {}

    private record Waiting(String staff, @Nullable String area, boolean anyway) {}

    private final JdbcClient jdbc;
    private final NoticeRows rows;
    private final Outbox outbox;
    private final QuietHours quiet;
    private final StaffPhones phones;
    private final Viewers viewers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Gathering(
            JdbcClient jdbc,
            NoticeRows rows,
            Outbox outbox,
            QuietHours quiet,
            StaffPhones phones,
            Viewers viewers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.outbox = outbox;
        this.quiet = quiet;
        this.phones = phones;
        this.viewers = viewers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds only, and so makes no transaction of the engine's wait for another's.
     *
     * @param anyway told although they do not serve the area, because nobody does
     */
    void add(long notice, Happening event, @Nullable String area, Collection<String> people, boolean anyway) {
        jdbc.sql("""
                        insert into gathering (notice_id, staff, channel, area, event, anyway, told_at)
                        select :notice, person, d.channel, :area, d.event, :anyway, :now
                          from unnest(:people) as person cross join telling_default d
                          left join telling_wish w
                            on w.staff = person and w.event = d.event and w.channel = d.channel
                         where d.event = :event and coalesce(w.wanted, d.wanted)
                           and (d.channel <> 'SMS' or person = any(:texted))
                        on conflict do nothing""")
                .param("notice", notice)
                .param("people", people.toArray(String[]::new))
                .param("texted", phones.confirmed(people).toArray(String[]::new))
                .param("area", area)
                .param("event", event.name())
                .param("anyway", anyway)
                .param("now", at(clock.instant()))
                .update();
    }

    /** Of several nodes one does it; answers how many letters it made. */
    @Transactional
    int round() {
        if (!mine()) {
            return 0;
        }
        dropWhatIsKnown();
        dropWhatIsNoLongerWanted();
        dropWhomItConcernsNoLonger();
        Instant now = clock.instant();
        Set<String> asleep = people().stream()
                .filter(person -> quiet.over(person, now).isPresent())
                .collect(Collectors.toSet());
        List<Ripe> ripe = ripe(now, asleep);
        ripe.forEach(one -> post(one, now));
        if (!ripe.isEmpty()) {
            events.publishEvent(new Posted());
        }
        return ripe.size();
    }

    private boolean mine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('nearkin gathering', 0))")
                .query(Boolean.class)
                .single();
    }

    private void dropWhatIsKnown() {
        jdbc.sql("""
                        delete from gathering g using notice n
                         where n.id = g.notice_id and (n.over_at is not null or exists (
                            select from notice_reader r
                             where r.notice_id = n.id and r.staff = g.staff and r.read_at is not null))""").update();
    }

    /** Who says no while it waits is not told after all. */
    private void dropWhatIsNoLongerWanted() {
        jdbc.sql("""
                        delete from gathering g using telling_default d
                         where d.event = g.event and d.channel = g.channel
                           and not coalesce((select w.wanted from telling_wish w where w.staff = g.staff
                                and w.event = g.event and w.channel = g.channel), d.wanted)""").update();
    }

    /** Who was locked, or lost the area, or whose telephone is no longer hers, since it began to wait. */
    private void dropWhomItConcernsNoLonger() {
        List<Waiting> waiting = jdbc.sql("select distinct staff, area, anyway from gathering")
                .query((row, number) -> new Waiting(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
        waiting.stream().filter(one -> !concerns(one)).forEach(this::drop);
        Set<String> people = waiting.stream().map(Waiting::staff).collect(Collectors.toSet());
        jdbc.sql("delete from gathering where channel = 'SMS' and not staff = any(:texted)")
                .param("texted", phones.confirmed(people).toArray(String[]::new))
                .update();
    }

    private boolean concerns(Waiting one) {
        return viewers.of(one.staff())
                .filter(viewer -> one.anyway() || viewer.serves(one.area()))
                .isPresent();
    }

    private void drop(Waiting one) {
        jdbc.sql("""
                        delete from gathering
                         where staff = :staff and area is not distinct from cast(:area as text) and anyway = :anyway""")
                .param("staff", one.staff())
                .param("area", one.area())
                .param("anyway", one.anyway())
                .update();
    }

    private List<String> people() {
        return jdbc.sql("select distinct staff from gathering")
                .query(String.class)
                .list();
    }

    private List<Ripe> ripe(Instant now, Set<String> asleep) {
        return jdbc.sql("""
                        select staff, channel, case when not anyway then area end as area,
                               array_agg(notice_id order by notice_id) as notices
                          from gathering where not staff = any(:asleep)
                         group by 1, 2, 3 having min(told_at) <= :ripe
                         order by min(told_at) limit :most""")
                .param("asleep", asleep.toArray(String[]::new))
                .param("ripe", at(now.minus(A_WHILE)))
                .param("most", AT_ONCE)
                .query(Gathering::ripe)
                .list();
    }

    private static Ripe ripe(ResultSet row, int number) throws SQLException {
        Array notices = row.getArray("notices");
        return new Ripe(
                row.getString("staff"),
                Channel.valueOf(row.getString("channel")),
                row.getString("area"),
                Arrays.asList((Long[]) notices.getArray()));
    }

    private void post(Ripe ripe, Instant now) {
        long letter = ripe.notices().size() == 1 ? ripe.notices().get(0) : several(ripe.notices(), now);
        outbox.addTelling(letter, ripe.staff(), ripe.channel(), ripe.area(), now);
        jdbc.sql("delete from gathering where staff = :staff and channel = :channel and notice_id = any(:notices)")
                .param("staff", ripe.staff())
                .param("channel", ripe.channel().name())
                .param("notices", ripe.notices().toArray(Long[]::new))
                .update();
    }

    private long several(List<Long> notices, Instant now) {
        Map<String, String> arguments = Map.of(
                "count",
                Integer.toString(notices.size()),
                NOTICES,
                notices.stream().map(String::valueOf).collect(Collectors.joining(",")));
        Notice letter = new Notice(
                SEVERAL,
                "several:" + UUID.randomUUID(),
                Set.of(),
                Set.of(),
                null,
                arguments,
                null,
                false,
                Set.of(Notice.Channel.EMAIL));
        return rows.add(letter, now).orElseThrow();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
