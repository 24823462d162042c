package care.nearkin.signal;

import care.nearkin.signal.MindsDevices.Matter;
import care.nearkin.signal.MindsDevices.Noticed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes down signs of life for the watch, and notices who is back. Called in the inbox's transactions. */
@Component
class SilenceBook {

    /** A device that was called silent and was heard now. */
    private record Back(
            String device,
            @Nullable String under,
            Instant since,
            boolean gateway,
            @Nullable Long resident,
            @Nullable String area) {}

    private final JdbcTemplate jdbc;
    private final PersonTable people;
    private final ObjectProvider<MindsDevices> minds;
    private final Clock clock;

    SilenceBook(JdbcTemplate jdbc, PersonTable people, ObjectProvider<MindsDevices> minds, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.minds = minds;
        this.clock = clock;
    }

    void write(Life.Due due) {
        if (!due.devices().isEmpty()) {
            back(heard(new TreeMap<>(due.devices())));
        }
        if (!due.people().isEmpty()) {
            people.stirred(due.people());
        }
    }

    /** In the order of their keys, so that two workers never wait for each other. */
    private List<String> heard(Map<String, Life.Sign> signs) {
        List<Life.Sign> told = List.copyOf(signs.values());
        return jdbc.queryForList(
                """
                with told as (select device, heard::timestamptz, connected::boolean, at::timestamptz
                                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) t(device, heard, connected, at)),
                     changed as (
                update device_watch w
                   set heard_at = greatest(w.heard_at, t.heard),
                       connected = coalesce(t.connected, w.connected),
                       look_at = case when w.silent_since is null and t.connected is distinct from w.connected
                                       and t.connected is not null then least(w.look_at, t.at) else w.look_at end
                  from told t where w.device = t.device
                returning w.device, w.silent_since, t.heard)
                select device from changed where silent_since is not null and heard is not null
                """,
                String.class,
                WatchTable.texts(signs.keySet()),
                texts(told, Life.Sign::heard),
                texts(told, Life.Sign::connected),
                texts(told, Life.Sign::at));
    }

    /** With one device its gateway is back, and all that are behind it get their time anew. */
    private void back(Collection<String> devices) {
        if (devices.isEmpty()) {
            return;
        }
        List<Back> back = jdbc.query("""
                select w.device, w.under, w.silent_since, d.kind, d.resident_id, d.area
                  from device_watch w join device d on d.key = w.device where w.device = any(?)
                """, SilenceBook::back, (Object) WatchTable.texts(devices));
        Set<String> gateways = new LinkedHashSet<>(devices);
        back.stream()
                .map(Back::under)
                .filter(under -> under != null)
                .map(String::valueOf)
                .forEach(gateways::add);
        Instant now = clock.instant();
        List<Noticed> over = new ArrayList<>();
        for (Back one : back) {
            Matter matter = one.under() == null && !one.gateway() ? Matter.OFFLINE : Matter.GATEWAY_DEAD;
            String whose = one.under() == null ? one.device() : one.under();
            over.add(new Noticed(whose, matter, true, now, one.resident(), one.area(), 0));
        }
        jdbc.update(
                """
                update device_watch set silent_since = null, noticed_at = null, under = null, look_at = ?,
                       watched_from = case when device = any(?) then watched_from else ? end
                 where device = any(?) or under = any(?)
                """,
                SqlTime.of(now),
                WatchTable.texts(devices),
                SqlTime.of(now),
                WatchTable.texts(gateways),
                WatchTable.texts(gateways));
        people.seeAgain(gateways);
        List<Noticed> once = over.stream().distinct().toList();
        minds.forEach(mind -> mind.noticed(once));
    }

    private static Back back(ResultSet row, int number) throws SQLException {
        long resident = row.getLong("resident_id");
        return new Back(
                row.getString("device"),
                row.getString("under"),
                SqlTime.get(row, "silent_since"),
                row.getString("kind").equals(DeviceKind.GATEWAY.name()),
                resident == 0 ? null : Long.valueOf(resident),
                row.getString("area"));
    }

    /** What became a test at a real device counts as its monthly one; what somebody only made up does not. */
    void tested(List<News> news, List<Answer> answers) {
        List<String> tested = new ArrayList<>();
        for (int i = 0; i < news.size(); i++) {
            News one = news.get(i);
            boolean itself = !one.simulated() && !one.retained() && one.device().known();
            boolean ofTheDevice = one.kind() == SignalKind.TEST || !one.kind().aboutTheDevice();
            if (answers.get(i).outcome() == Outcome.TEST && itself && ofTheDevice) {
                tested.add(one.device().key());
            }
        }
        if (tested.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Noticed> over = jdbc.query(
                """
                select w.device, d.resident_id, d.area from device_watch w join device d on d.key = w.device
                 where w.test_missed and w.device = any(?)
                """,
                (row, n) -> new Noticed(
                        row.getString("device"), Matter.TEST_MISSED, true, now, null, row.getString("area"), 0),
                (Object) WatchTable.texts(tested));
        jdbc.update("""
                update device_watch set tested_at = ?, test_missed = false, test_look_at = ? where device = any(?)
                """, SqlTime.of(now), SqlTime.of(now), WatchTable.texts(tested));
        if (!over.isEmpty()) {
            minds.forEach(mind -> mind.noticed(over));
        }
    }

    private static String[] texts(List<Life.Sign> signs, java.util.function.Function<Life.Sign, @Nullable Object> of) {
        return signs.stream()
                .map(of)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
