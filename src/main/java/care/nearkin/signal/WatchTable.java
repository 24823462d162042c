package care.nearkin.signal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code device_watch}, a batch at a time: plain JDBC, because it is about a hundred thousand devices. */
@Component
class WatchTable {

    /** A device that the watch looks at, with what it has to know about it. */
    record Row(
            String device,
            Instant watchedFrom,
            @Nullable Instant heard,
            @Nullable Boolean connected,
            DeviceKind kind,
            Device.@Nullable Power power,
            @Nullable Duration interval,
            @Nullable String gateway,
            @Nullable Long resident,
            @Nullable String area,
            boolean live) {

        Instant heardOrWatched() {
            return heard == null || heard.isBefore(watchedFrom) ? watchedFrom : heard;
        }
    }

    private static final String ROW = """
            select w.device, w.watched_from, w.heard_at, w.connected, d.kind, d.power, d.report_interval, d.gateway,
                   d.resident_id, d.area, d.state
              from device_watch w join device d on d.key = w.device
            """;

    private final JdbcTemplate jdbc;

    WatchTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What another node looks at already is left to it. */
    List<Row> due(Instant now, int most) {
        return jdbc.query(
                ROW + " where w.look_at <= ? order by w.look_at limit ? for update of w skip locked",
                WatchTable::row,
                SqlTime.of(now),
                most);
    }

    /** A device whose silence would be noticed; none that is silent already, or that nobody waits for. */
    Optional<Row> watched(String device) {
        return jdbc.query(ROW + " where w.device = ? and w.look_at is not null", WatchTable::row, device).stream()
                .findFirst();
    }

    List<Row> testsDue(Instant now, int most) {
        return jdbc.query(
                ROW + " where w.test_look_at <= ? order by w.test_look_at limit ? for update of w skip locked",
                WatchTable::row,
                SqlTime.of(now),
                most);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String power = row.getString("power");
        long interval = row.getLong("report_interval");
        Duration own = row.wasNull() ? null : Duration.ofSeconds(interval);
        long resident = row.getLong("resident_id");
        return new Row(
                row.getString("device"),
                SqlTime.get(row, "watched_from"),
                SqlTime.orNull(row, "heard_at"),
                (Boolean) row.getObject("connected"),
                DeviceKind.valueOf(row.getString("kind")),
                power == null ? null : Device.Power.valueOf(power),
                own,
                row.getString("gateway"),
                resident == 0 ? null : Long.valueOf(resident),
                row.getString("area"),
                row.getString("state").equals(Device.State.LIVE.name()));
    }

    void lookAgain(Map<String, @Nullable Instant> devices) {
        List<Map.Entry<String, @Nullable Instant>> rows = List.copyOf(entries(devices));
        jdbc.update("""
                update device_watch w set look_at = v.at::timestamptz
                  from unnest(?::text[], ?::text[]) v(device, at) where w.device = v.device
                """, texts(rows.stream().map(Map.Entry::getKey).toList()), instants(rows));
    }

    void testAgain(Map<String, @Nullable Instant> devices, Collection<String> missed) {
        List<Map.Entry<String, @Nullable Instant>> rows = List.copyOf(entries(devices));
        jdbc.update(
                """
                update device_watch w set test_look_at = v.at::timestamptz, test_missed = v.device = any(?)
                  from unnest(?::text[], ?::text[]) v(device, at) where w.device = v.device
                """, texts(missed), texts(rows.stream().map(Map.Entry::getKey).toList()), instants(rows));
    }

    /** When each was last tried out; who never was is left out. */
    Map<String, Instant> tested(Collection<String> devices) {
        Map<String, Instant> tested = new HashMap<>();
        jdbc.query(
                "select device, tested_at from device_watch where tested_at is not null and device = any(?)",
                row -> {
                    tested.put(row.getString("device"), SqlTime.get(row, "tested_at"));
                },
                (Object) texts(devices));
        return tested;
    }

    void silent(Collection<String> devices, @Nullable String under, Instant now) {
        jdbc.update("""
                update device_watch set look_at = null, silent_since = coalesce(heard_at, watched_from),
                       noticed_at = ?, under = ? where device = any(?)
                """, SqlTime.of(now), under, texts(devices));
    }

    /** When anything behind each of these gateways, or the gateway itself, was last heard. */
    Map<String, Instant> heardBehind(Collection<String> gateways) {
        Map<String, Instant> heard = new HashMap<>();
        jdbc.query(
                """
                select g.gateway, max(w.heard_at) heard
                  from (select gateway, key from device where gateway = any(?) and state = 'LIVE'
                        union all select key, key from device where key = any(?)) g
                  join device_watch w on w.device = g.key
                 group by g.gateway having max(w.heard_at) is not null
                """,
                row -> {
                    heard.put(row.getString("gateway"), SqlTime.get(row, "heard"));
                },
                texts(gateways),
                texts(gateways));
        return heard;
    }

    /** Those gateways that are known to be gone: told so, or noticed as silent. */
    Set<String> gone(Collection<String> gateways) {
        return new HashSet<>(jdbc.queryForList("""
                select device from device_watch
                 where device = any(?) and (connected is false or silent_since is not null)
                union select under from device_watch where under = any(?)
                """, String.class, texts(gateways), texts(gateways)));
    }

    /** Devices behind the gateway that fell silent by themselves since then. */
    List<String> silentBehind(String gateway, Instant since) {
        return jdbc.queryForList("""
                select w.device from device_watch w join device d on d.key = w.device
                 where d.gateway = ? and w.under is null and w.silent_since is not null and w.noticed_at > ?
                """, String.class, gateway, SqlTime.of(since));
    }

    int countBehind(String gateway) {
        Integer count = jdbc.queryForObject(
                "select count(*) from device where gateway = ? and state = 'LIVE'", Integer.class, gateway);
        return count == null ? 0 : count;
    }

    static String[] texts(Collection<String> some) {
        return some.toArray(String[]::new);
    }

    private static String[] instants(List<Map.Entry<String, @Nullable Instant>> rows) {
        return rows.stream()
                .map(Map.Entry::getValue)
                .map(at -> at == null ? null : at.toString())
                .toArray(String[]::new);
    }

    private static List<Map.Entry<String, @Nullable Instant>> entries(Map<String, @Nullable Instant> map) {
        return new java.util.ArrayList<>(map.entrySet());
    }
}
