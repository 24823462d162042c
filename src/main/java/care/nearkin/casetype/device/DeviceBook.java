package care.nearkin.casetype.device;

import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which device a case is about and which matters joined it; the database keeps it at one open case for a device. */
@Component
class DeviceBook {

    record File(
            String caseNumber,
            String device,
            boolean installing,
            Duration visitDue,
            @Nullable Instant backAt,
            @Nullable Instant overAt,
            @Nullable String replacement,
            @Nullable String follows) {

        /** The case that sees to the device now: its own, or the one that it was merged into. */
        String seenToIn() {
            return follows == null ? caseNumber : follows;
        }
    }

    record Entry(
            Matter matter,
            Instant since,
            int times,
            @Nullable Instant overAt) {}

    private static final String FILES =
            "select d.*, f.seen_to_in from device_case d left join device_follow f using (case_number) where ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    DeviceBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<File> find(String caseNumber) {
        return jdbc.query(FILES + "case_number = ?", DeviceBook::file, caseNumber).stream()
                .findFirst();
    }

    File get(String caseNumber) {
        return find(caseNumber).orElseThrow(() -> Refusal.notFound("case.not-found", caseNumber));
    }

    Optional<File> open(String device) {
        return jdbc.query(FILES + "device = ? and over_at is null", DeviceBook::file, device).stream()
                .findFirst();
    }

    List<File> open(Collection<String> devices) {
        return jdbc.query(FILES + "device = any(?) and over_at is null", DeviceBook::file, (Object)
                devices.toArray(String[]::new));
    }

    /** Which device each of these cases is about, by number; cases of other types are left out. */
    Map<String, String> devices(Collection<String> caseNumbers) {
        Map<String, String> devices = new HashMap<>();
        jdbc.query(
                "select case_number, device from device_case where case_number = any(?)",
                row -> {
                    devices.put(row.getString("case_number"), row.getString("device"));
                },
                (Object) caseNumbers.toArray(String[]::new));
        return devices;
    }

    private static File file(ResultSet row, int number) throws SQLException {
        return new File(
                row.getString("case_number"),
                row.getString("device"),
                row.getBoolean("installing"),
                Duration.ofSeconds(row.getLong("visit_due")),
                instant(row, "back_at"),
                instant(row, "over_at"),
                row.getString("replacement"),
                row.getString("seen_to_in"));
    }

    void begin(String caseNumber, String device, boolean installing, Duration visitDue) {
        jdbc.update(
                "insert into device_case (case_number, device, installing, visit_due) values (?, ?, ?, ?)",
                caseNumber,
                device,
                installing,
                visitDue.toSeconds());
    }

    List<Entry> matters(String caseNumber) {
        return jdbc.query(
                "select * from device_matter where case_number = ? order by since, matter",
                (row, n) -> new Entry(
                        Matter.valueOf(row.getString("matter")),
                        at(row, "since"),
                        row.getInt("times"),
                        instant(row, "over_at")),
                caseNumber);
    }

    void matter(String caseNumber, Matter matter, Instant since) {
        jdbc.update("""
                insert into device_matter (case_number, matter, since, times) values (?, ?, ?, 1)
                on conflict (case_number, matter) do update set times = device_matter.times + 1, over_at = null
                """, caseNumber, matter.name(), time(since));
        jdbc.update("update device_case set back_at = null where case_number = ?", caseNumber);
    }

    /** Says whether it was open. */
    boolean over(String caseNumber, Matter matter) {
        return jdbc.update(
                        "update device_matter set over_at = ? where case_number = ? and matter = ? and over_at is null",
                        time(clock.instant()),
                        caseNumber,
                        matter.name())
                > 0;
    }

    boolean allOver(String caseNumber) {
        return matters(caseNumber).stream().allMatch(entry -> entry.overAt() != null);
    }

    void back(String caseNumber) {
        jdbc.update("update device_case set back_at = ? where case_number = ?", time(clock.instant()), caseNumber);
    }

    void visitDue(String caseNumber, Duration due) {
        jdbc.update("update device_case set visit_due = ? where case_number = ?", due.toSeconds(), caseNumber);
    }

    /** Which device is to take its place. */
    void replacement(String caseNumber, String device) {
        jdbc.update("update device_case set replacement = ? where case_number = ?", device, caseNumber);
    }

    void replaced(String caseNumber, String device) {
        jdbc.update("update device_case set device = ?, replacement = null where case_number = ?", device, caseNumber);
    }

    /** From here on a new matter of the device, and of those that it saw to as well, is a new case. */
    void release(String caseNumber) {
        jdbc.update("""
                update device_case set over_at = ?
                where over_at is null
                  and (case_number = ? or case_number in (select case_number from device_follow where seen_to_in = ?))
                """, time(clock.instant()), caseNumber, caseNumber);
    }

    /** It has ended as merged: its device, and those that it saw to as well, are seen to in the leading one until that is over. */
    void follow(String caseNumber, String leading) {
        jdbc.update("update device_follow set seen_to_in = ? where seen_to_in = ?", leading, caseNumber);
        jdbc.update("insert into device_follow (case_number, seen_to_in) values (?, ?)", caseNumber, leading);
        jdbc.update("""
                update device_case set over_at = null
                where case_number = ? or case_number in (select case_number from device_follow where seen_to_in = ?)
                """, caseNumber, leading);
    }

    /** The devices that a case sees to beside its own. */
    List<String> alsoIn(String caseNumber) {
        return jdbc.queryForList("""
                select distinct d.device from device_case d join device_follow f using (case_number)
                where f.seen_to_in = ? order by d.device
                """, String.class, caseNumber);
    }

    /** Counts a false alarm of a device; answers how many there were since then that led to nothing yet. */
    int falseAlarm(String caseNumber, String device, Instant since) {
        jdbc.update("""
                insert into device_false_alarm (case_number, device, at, counted) values (?, ?, ?, false)
                on conflict do nothing
                """, caseNumber, device, time(clock.instant()));
        Integer count = jdbc.queryForObject(
                "select count(*) from device_false_alarm where device = ? and at > ? and not counted",
                Integer.class,
                device,
                time(since));
        return count == null ? 0 : count;
    }

    void falseAlarmsCounted(String device) {
        jdbc.update("update device_false_alarm set counted = true where device = ? and not counted", device);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
