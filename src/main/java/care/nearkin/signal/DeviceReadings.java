package care.nearkin.signal;

import care.nearkin.kernel.Csv;
import care.nearkin.kernel.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a device reported while it was a resident's, as far as it is still kept, as a table; fetched a page at a time. */
@Component
class DeviceReadings {

    private static final int A_PAGE = 1000;

    private record Reading(
            long id,
            Instant at,
            @Nullable Instant told,
            @Nullable String kind,
            @Nullable String value,
            String outcome,
            @Nullable String caseNumber) {}

    private final JdbcClient jdbc;
    private final Words words;
    private final Clock clock;

    DeviceReadings(JdbcClient jdbc, Words words, Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    boolean any(long resident, String device) {
        return !page(resident, device, clock.instant().plusSeconds(1), Long.MAX_VALUE, 1)
                .isEmpty();
    }

    /** The newest first. */
    void write(long resident, String device, Locale language, OutputStream out) throws IOException {
        out.write(bytes(Csv.MARK));
        out.write(bytes(Csv.line(Stream.of("received", "deviceTime", "signal", "value", "outcome", "case")
                .map(column -> words.say(language, "signal." + column))
                .toList())));
        Instant before = clock.instant().plusSeconds(1);
        long id = Long.MAX_VALUE;
        List<Reading> page;
        do {
            page = page(resident, device, before, id, A_PAGE);
            for (Reading reading : page) {
                out.write(bytes(Csv.line(cells(reading, language))));
                before = reading.at();
                id = reading.id();
            }
        } while (page.size() == A_PAGE);
    }

    private List<Reading> page(long resident, String device, Instant before, long id, int most) {
        return jdbc.sql("""
                        select s.id, s.received_at, s.device_time, s.kind, s.value, s.outcome, s.case_number
                          from signal_seen s join device d on d.key = s.device
                         where s.device = :device and d.resident_id = :resident and s.received_at >= d.resident_since
                           and (s.received_at, s.id) < (:before, :id)
                         order by s.received_at desc, s.id desc limit :most""")
                .params(Map.of(
                        "device", device, "resident", resident, "before", SqlTime.of(before), "id", id, "most", most))
                .query((row, at) -> new Reading(
                        row.getLong("id"),
                        SqlTime.get(row, "received_at"),
                        SqlTime.orNull(row, "device_time"),
                        row.getString("kind"),
                        row.getString("value"),
                        row.getString("outcome"),
                        row.getString("case_number")))
                .list();
    }

    private List<String> cells(Reading reading, Locale language) {
        return List.of(
                at(reading.at()),
                at(reading.told()),
                reading.kind() == null ? "" : words.say(language, "signal.kind." + reading.kind()),
                Objects.requireNonNullElse(reading.value(), ""),
                words.say(language, "signal.outcome." + reading.outcome()),
                Objects.requireNonNullElse(reading.caseNumber(), ""));
    }

    private String at(@Nullable Instant time) {
        return time == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.ofInstant(time, clock.getZone()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
