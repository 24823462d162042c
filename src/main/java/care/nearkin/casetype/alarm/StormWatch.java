package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.StormPlace;
import care.nearkin.kernel.Changed;
import care.nearkin.notification.Notices;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Building;
import care.nearkin.signal.Devices;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices storms beside the start of alarms, never in it: a round notes where the new ones are and reckons only for the
 * places that something was added to. All of a round is one transaction under one lock, so that two nodes do not open a
 * storm twice and a kill leaves nothing half noted.
 */
@Component
class StormWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StormWatch.class);
    private static final int A_BATCH = 1000;

    private record Fresh(
            String number,
            @Nullable Long resident,
            @Nullable String device) {}

    private record Found(String place, OffsetDateTime began) {}

    private final JdbcClient jdbc;
    private final StormRules rules;
    private final Residents residents;
    private final Devices devices;
    private final Notices notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    StormWatch(
            JdbcClient jdbc,
            StormRules rules,
            Residents residents,
            Devices devices,
            Notices notices,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.residents = residents;
        this.devices = devices;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    void round() {
        Integer noted;
        do {
            noted = transaction.execute(status -> mine() ? look() : 0);
        } while (noted != null && noted == A_BATCH);
    }

    private boolean mine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('nearkin storm watch', 0))")
                .query(Boolean.class)
                .single();
    }

    private int look() {
        List<Long> ended = over();
        List<Fresh> fresh = fresh();
        int found = 0;
        if (!fresh.isEmpty()) {
            note(fresh);
            String[] numbers = fresh.stream().map(Fresh::number).toArray(String[]::new);
            found += join("building", numbers) + join("gateway", numbers);
            found += open(StormPlace.BUILDING, "building", numbers) + open(StormPlace.GATEWAY, "gateway", numbers);
        }
        Stream.concat(ended.stream(), taken().stream()).forEach(storm -> notices.over(AlarmBell.matter(storm)));
        if (found > 0 || !ended.isEmpty()) {
            events.publishEvent(new Changed(Changed.ALARMS));
        }
        return fresh.size();
    }

    /** It stays a storm until the last of its alarms is over. */
    private List<Long> over() {
        return jdbc.sql("""
                        update alarm_storm s set over_at = :now
                        where s.over_at is null and not exists (
                            select 1 from alarm_place p join alarm a on a.case_number = p.case_number
                            where p.storm = s.id and a.resolved_at is null)
                        returning id""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    /** Where something was told and nobody is waited for any longer. */
    private List<Long> taken() {
        return jdbc.sql("""
                        select s.id from alarm_storm s
                        where s.over_at is null and not exists (
                            select 1 from alarm_place p join alarm a on a.case_number = p.case_number
                            where p.storm = s.id and a.resolved_at is null and a.acknowledged_at is null)""").query(Long.class).list();
    }

    /** New alarms, and those whose owner was found out. */
    private List<Fresh> fresh() {
        return jdbc.sql("""
                        select a.case_number, a.resident, a.device
                        from alarm a left join alarm_place p on p.case_number = a.case_number
                        where a.resolved_at is null
                          and (p.case_number is null or p.storm is null and p.resident is distinct from a.resident)
                        order by a.rung_at limit :most""")
                .param("most", A_BATCH)
                .query((row, at) -> new Fresh(
                        row.getString("case_number"), row.getObject("resident", Long.class), row.getString("device")))
                .list();
    }

    private void note(List<Fresh> fresh) {
        Map<Long, Building> buildings = residents.buildings(fresh.stream()
                .map(Fresh::resident)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<String, String> gateways = devices.gateways(fresh.stream()
                .map(Fresh::device)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        jdbc.sql("""
                        insert into alarm_place (case_number, resident, building, gateway)
                        select * from unnest(:numbers, :residents, :buildings, :gateways)
                        on conflict (case_number) do update
                        set resident = excluded.resident, building = excluded.building, gateway = excluded.gateway""")
                .param("numbers", fresh.stream().map(Fresh::number).toArray(String[]::new))
                .param("residents", fresh.stream().map(Fresh::resident).toArray(Long[]::new))
                .param(
                        "buildings",
                        fresh.stream().map(one -> building(one, buildings)).toArray(String[]::new))
                .param(
                        "gateways",
                        fresh.stream()
                                .map(one -> one.device() == null ? null : gateways.get(one.device()))
                                .toArray(String[]::new))
                .update();
    }

    private static @Nullable String building(Fresh one, Map<Long, Building> buildings) {
        Building building = one.resident() == null ? null : buildings.get(one.resident());
        return building == null ? null : building.key();
    }

    /** Late joiners of the storms that are open. */
    private int join(String place, String[] numbers) {
        return jdbc.sql("""
                        update alarm_place p set storm = s.id from alarm_storm s, alarm a
                        where p.case_number = any(:numbers) and p.storm is null and s.over_at is null
                          and s.place = p.%s and a.case_number = p.case_number and a.resolved_at is null
                          and a.kind || ':' || a.severity = any(:counting)""".formatted(place))
                .param("numbers", numbers)
                .param("counting", rules.counting())
                .update();
    }

    private int open(StormPlace kind, String place, String[] numbers) {
        List<Found> found = found(kind, place, numbers);
        found.forEach(one -> open(kind, place, one));
        return found.size();
    }

    /** Places of the new ones where as many as the table says rang within its time, both ends included. */
    private List<Found> found(StormPlace kind, String place, String[] numbers) {
        StormRules.Size size = rules.size(kind);
        return jdbc.sql("""
                        with ringing as (
                            select p.%1$s place, a.rung_at,
                                   lag(a.rung_at, :before) over (partition by p.%1$s order by a.rung_at, a.case_number) first
                            from alarm_place p join alarm a on a.case_number = p.case_number
                            where p.storm is null and a.resolved_at is null
                              and p.%1$s in (select %1$s from alarm_place where case_number = any(:numbers))
                              and a.kind || ':' || a.severity = any(:counting))
                        select place, min(first) began from ringing
                        where rung_at - first <= make_interval(secs => :within) group by place order by place""".formatted(place))
                .param("before", size.alarms() - 1)
                .param("numbers", numbers)
                .param("counting", rules.counting())
                .param("within", size.within().toMillis() / 1000.0)
                .query((row, at) -> new Found(row.getString("place"), row.getObject("began", OffsetDateTime.class)))
                .list();
    }

    private void open(StormPlace kind, String place, Found found) {
        Optional<Long> opened = jdbc.sql("""
                        insert into alarm_storm (id, place_kind, place, name, began_at, known_at)
                        values (nextval('alarm_storm_seq'), :kind, :place, :name, :began, :now)
                        on conflict (place) where over_at is null do nothing returning id""")
                .param("kind", kind.name())
                .param("place", found.place())
                .param("name", name(kind, found.place()))
                .param("began", found.began())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
        opened.ifPresent(id -> {
            int members = jdbc.sql("""
                            update alarm_place p set storm = :id from alarm a
                            where p.%s = :place and p.storm is null and a.case_number = p.case_number
                              and a.resolved_at is null and a.rung_at >= :began
                              and a.kind || ':' || a.severity = any(:counting)""".formatted(place))
                    .param("id", id)
                    .param("place", found.place())
                    .param("began", found.began())
                    .param("counting", rules.counting())
                    .update();
            LOG.info("Storm {} of a {}: {} alarms", id, kind, members);
        });
    }

    /** A building is called as people call it, a gateway by its key. */
    private String name(StormPlace kind, String place) {
        if (kind == StormPlace.GATEWAY) {
            return place;
        }
        List<Long> one = new ArrayList<>(
                jdbc.sql("select resident from alarm_place where building = :place and resident is not null limit 1")
                        .param("place", place)
                        .query(Long.class)
                        .list());
        return residents.buildings(one).values().stream()
                .map(Building::line)
                .findFirst()
                .orElse(place);
    }
}
