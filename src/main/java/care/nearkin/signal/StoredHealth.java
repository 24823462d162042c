package care.nearkin.signal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@Component
class StoredHealth implements DeviceHealth {

    private final JdbcTemplate jdbc;
    private final PersonTable people;
    private final Clock clock;

    StoredHealth(JdbcTemplate jdbc, PersonTable people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public Optional<Health> of(String device) {
        return jdbc
                .query(
                        """
                        select w.*, (select max(b.heard_at) from device d join device_watch b on b.device = d.key
                                      where d.gateway = w.device) behind
                          from device_watch w where w.device = ?
                        """,
                        (row, n) -> new Health(
                                SqlTime.orNull(row, "heard_at"),
                                SqlTime.orNull(row, "silent_since"),
                                row.getString("under"),
                                SqlTime.orNull(row, "tested_at"),
                                row.getBoolean("test_missed"),
                                SqlTime.orNull(row, "behind")),
                        device)
                .stream()
                .findFirst();
    }

    @Override
    public void watchAnew(String device) {
        Instant now = clock.instant();
        jdbc.update("""
                update device_watch set silent_since = null, noticed_at = null, under = null, watched_from = ?, look_at = ?
                 where silent_since is not null and (under = ? or (device = ? and under is null))
                """, SqlTime.of(now), SqlTime.of(now), device, device);
    }

    /** The registry has changed: a device in use is watched from now on, another no longer. */
    void registered(Device device) {
        Instant now = clock.instant();
        jdbc.update(
                """
                insert into device_watch (device, watched_from, look_at, test_look_at) values (?, ?, ?, ?)
                on conflict (device) do update
                   set look_at = case when excluded.look_at is null then null
                                      when device_watch.silent_since is null then excluded.look_at end,
                       test_look_at = case when not device_watch.test_missed then excluded.test_look_at end,
                       watched_from = case when device_watch.look_at is null and device_watch.silent_since is null
                                      then excluded.watched_from else device_watch.watched_from end,
                       silent_since = case when excluded.look_at is not null then device_watch.silent_since end,
                       under = case when excluded.look_at is not null then device_watch.under end
                """,
                device.key(),
                SqlTime.of(now),
                device.live() ? SqlTime.of(now) : null,
                device.live() ? SqlTime.of(now) : null);
        Long resident = device.resident();
        boolean notices = device.kind() == DeviceKind.MOTION || device.kind() == DeviceKind.DOOR;
        if (resident != null && device.live() && notices) {
            people.watch(resident, Passage.is(device.room()) && device.kind() == DeviceKind.MOTION);
        }
    }
}
