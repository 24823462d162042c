package care.nearkin.signal;

import care.nearkin.signal.MindsDevices.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code person_watch}: since when nobody has noticed her. */
@Component
class PersonTable {

    record Row(
            long resident,
            Rule rule,
            Instant watchedFrom,
            @Nullable Instant active,
            @Nullable String device,
            boolean byDoor,
            boolean blind) {

        Instant activeOrWatched() {
            return active == null || active.isBefore(watchedFrom) ? watchedFrom : active;
        }
    }

    /** One of her sensors that notice movement. */
    record Sensor(
            String key,
            DeviceKind kind,
            @Nullable String room,
            @Nullable String gateway,
            @Nullable String area,
            boolean silent) {}

    private final JdbcTemplate jdbc;
    private final ObjectProvider<PersonWatch> watch;
    private final Clock clock;

    PersonTable(JdbcTemplate jdbc, ObjectProvider<PersonWatch> watch, Clock clock) {
        this.jdbc = jdbc;
        this.watch = watch;
        this.clock = clock;
    }

    List<Row> due(Instant now, int most) {
        return jdbc.query("""
                select * from person_watch where look_at <= ? order by look_at limit ? for update skip locked
                """, PersonTable::row, SqlTime.of(now), most);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("resident"),
                Rule.valueOf(row.getString("rule")),
                SqlTime.get(row, "watched_from"),
                SqlTime.orNull(row, "active_at"),
                row.getString("device"),
                row.getBoolean("by_door"),
                row.getBoolean("blind"));
    }

    /** A sensor that sleeps for a day is not missed for hours yet, but behind a dead gateway nobody would hear it. */
    Map<Long, List<Sensor>> sensors(Collection<Long> residents) {
        Map<Long, List<Sensor>> sensors = new HashMap<>();
        jdbc.query(
                """
                select d.resident_id, d.key, d.kind, d.room, d.gateway, d.area,
                       w.silent_since is not null or w.heard_at is null
                       or exists (select 1 from device_watch g where g.device = d.gateway and g.silent_since is not null)
                       or exists (select 1 from device_watch u where u.under = d.gateway) silent
                  from device d join device_watch w on w.device = d.key
                 where d.resident_id = any(?) and d.state = 'LIVE' and d.kind in ('MOTION', 'DOOR')
                """,
                row -> {
                    sensors.computeIfAbsent(row.getLong("resident_id"), r -> new ArrayList<>())
                            .add(new Sensor(
                                    row.getString("key"),
                                    DeviceKind.valueOf(row.getString("kind")),
                                    row.getString("room"),
                                    row.getString("gateway"),
                                    row.getString("area"),
                                    row.getBoolean("silent")));
                },
                (Object) residents.toArray(Long[]::new));
        return sensors;
    }

    /** Whoever has sensors is watched by them. */
    void watch(long resident, boolean passage) {
        for (Rule rule : Rule.values()) {
            if (rule == Rule.ANY || passage) {
                jdbc.update("""
                        insert into person_watch (resident, rule, watched_from, look_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """, resident, rule.name(), SqlTime.of(clock.instant()), SqlTime.of(clock.instant()));
            }
        }
    }

    /** What is heard of people; whoever was missed is there again. */
    void stirred(Map<Long, Life.Stir> stirs) {
        Map<Long, Life.Stir> sorted = new TreeMap<>(stirs);
        List<Life.Stir> told = List.copyOf(sorted.values());
        List<Row> found = jdbc.query(
                """
                with told as (select resident, at::timestamptz, device, passage, door
                                from unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::boolean[])
                                     t(resident, at, device, passage, door)),
                     changed as (
                update person_watch w
                   set active_at = greatest(w.active_at, t.at), device = t.device, by_door = t.door,
                       look_at = case when w.silent_since is null then coalesce(w.look_at, ?) end
                  from told t
                 where w.resident = t.resident
                   and (w.rule = 'ANY' or t.passage or t.door or w.by_door)
                returning w.*)
                select * from changed where silent_since is not null
                """,
                PersonTable::row,
                sorted.keySet().toArray(Long[]::new),
                told.stream().map(stir -> stir.at().toString()).toArray(String[]::new),
                told.stream().map(Life.Stir::device).toArray(String[]::new),
                told.stream().map(Life.Stir::passage).toArray(Boolean[]::new),
                told.stream().map(Life.Stir::door).toArray(Boolean[]::new),
                SqlTime.of(clock.instant()));
        if (!found.isEmpty()) {
            watch.getObject().found(found);
        }
    }

    void again(Map<Row, @Nullable Instant> looks, Collection<Row> blind) {
        looks.forEach((row, at) -> jdbc.update(
                "update person_watch set look_at = ?, blind = ? where resident = ? and rule = ?",
                at == null ? null : SqlTime.of(at),
                blind.contains(row),
                row.resident(),
                row.rule().name()));
    }

    /** By whichever rule she was missed: it is one silence. */
    void silent(Row row) {
        jdbc.update(
                "update person_watch set look_at = null, silent_since = ? where resident = ?",
                SqlTime.of(row.activeOrWatched()),
                row.resident());
    }

    void found(long resident) {
        jdbc.update(
                "update person_watch set look_at = ?, silent_since = null where resident = ?",
                SqlTime.of(clock.instant()),
                resident);
    }

    /** Somebody could notice her again: her time begins now. */
    void anew(Row row) {
        Instant now = clock.instant();
        jdbc.update(
                "update person_watch set blind = false, watched_from = ?, look_at = ? where resident = ? and rule = ?",
                SqlTime.of(now),
                SqlTime.of(now),
                row.resident(),
                row.rule().name());
    }

    void forget(Row row) {
        jdbc.update(
                "delete from person_watch where resident = ? and rule = ?",
                row.resident(),
                row.rule().name());
    }

    /** Her sensors, or some of them, can be heard again: her time begins anew. */
    void seeAgain(Collection<String> devicesOrGateways) {
        Instant now = clock.instant();
        jdbc.update(
                """
                update person_watch set blind = false, watched_from = ?, look_at = ?
                 where blind and resident in
                       (select resident_id from device where key = any(?) or gateway = any(?))
                """,
                SqlTime.of(now),
                SqlTime.of(now),
                WatchTable.texts(devicesOrGateways),
                WatchTable.texts(devicesOrGateways));
    }
}
