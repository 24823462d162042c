package care.nearkin.signal;

import care.nearkin.access.AccessLog;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.signal.format.FieldRule;
import care.nearkin.signal.format.Understood.Proposed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Devices that a discovery message proposed; those that nobody registered or dismissed wait for a maintainer. */
@Component
class ProposedDevices {

    enum Show {
        OPEN(" and not %s and not %s"),
        REGISTERED(" and %s"),
        DISMISSED(" and not %s and %s");

        private static final String IS_REGISTERED =
                "exists (select 1 from device d where d.key = e.device and d.state = 'LIVE')";
        private static final String IS_DISMISSED =
                "exists (select 1 from dismissed_proposal p where p.device = coalesce(e.device, e.discovery))";

        private final String condition;

        Show(String condition) {
            this.condition = condition.formatted(IS_REGISTERED, IS_DISMISSED);
        }
    }

    /** {@code readable}: one of our sources reads its topics, and {@code key} is then the key that it would have. */
    record Row(
            String key,
            boolean readable,
            @Nullable String name,
            @Nullable String model,
            @Nullable String room,
            List<SignalKind> signals,
            List<String> topics,
            @Nullable Long reportEvery,
            Instant seenAt) {

        Optional<DeviceKind> kind() {
            return signals.stream()
                    .flatMap(signal -> Arrays.stream(DeviceKind.values())
                            .filter(kind -> kind.signal() == signal && kind != DeviceKind.GATEWAY))
                    .findFirst();
        }
    }

    private final JdbcTemplate jdbc;
    private final ProposalReading reading;
    private final AccessLog log;
    private final Clock clock;

    ProposedDevices(JdbcTemplate jdbc, ProposalReading reading, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.log = log;
        this.clock = clock;
    }

    /** What is known from these discovery topics, as hashes; nothing of what was matched with other sources than today's. */
    Map<String, String> known(Collection<Item> items) {
        String[] topics = items.stream()
                .filter(item -> item.understood() instanceof Proposed)
                .map(item -> item.message().topic())
                .distinct()
                .toArray(String[]::new);
        Map<String, String> known = new HashMap<>();
        if (topics.length > 0) {
            jdbc.query(
                    "select discovery, config_hash, sources from proposed_entity where discovery = any(?)",
                    row -> {
                        boolean today = row.getInt(3) == reading.sourcesMark();
                        known.put(row.getString(1), today ? row.getString(2) : "");
                    },
                    (Object) topics);
        }
        return known;
    }

    void take(Collection<Plan> plans) {
        for (Plan plan : plans) {
            if (plan.item().understood() instanceof Proposed proposed && !plan.countedOnly()) {
                replace(plan.item(), proposed);
            }
        }
    }

    private void replace(Item item, Proposed proposed) {
        String topic = item.message().topic();
        jdbc.update("delete from proposed_entity where discovery = ?", topic);
        proposed.proposals().forEach(proposal -> {
            ProposalReading.Fit fit = reading.fit(proposal);
            jdbc.update(
                    """
                    insert into proposed_entity
                        (discovery, part, device, name, model, room, kind, state_topic, field, rule, mappable,
                         availability, report_every, config_hash, sources, seen_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                    """,
                    topic,
                    proposal.part(),
                    fit.device(),
                    proposal.device(),
                    proposal.model(),
                    proposal.room(),
                    proposal.signal() == null ? null : proposal.signal().key(),
                    proposal.stateTopic(),
                    fit.field(),
                    fit.rule() == null ? null : DeviceJson.text(Map.of("rule", fit.rule())),
                    fit.mappable(),
                    String.join("\n", proposal.availability()),
                    proposal.reportSeconds(),
                    item.hash(),
                    reading.sourcesMark(),
                    SqlTime.of(clock.instant()));
        });
    }

    Slice<Row> list(Show show, @Nullable String q, @Nullable String after, int limit) {
        Cursor from = Cursor.parse(after);
        List<Object> values = new ArrayList<>(List.of(from.tail()));
        String found = "";
        if (q != null) {
            found =
                    " and (lower(coalesce(e.device, e.discovery)) like ? escape '!' or lower(e.name) like ? escape '!')";
            String like = "%" + q.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
            values.addAll(List.of(like, like));
        }
        values.add(limit + 1);
        List<Row> rows = jdbc.query(
                SELECT + " where coalesce(e.device, e.discovery) > ?" + found + show.condition
                        + " group by coalesce(e.device, e.discovery) order by coalesce(e.device, e.discovery) limit ?",
                ProposedDevices::row,
                values.toArray());
        return Slice.of(rows, limit, row -> new Cursor(Instant.EPOCH, row.key()).text());
    }

    Optional<Row> find(String key) {
        return jdbc
                .query(
                        SELECT + " where coalesce(e.device, e.discovery) = ? group by coalesce(e.device, e.discovery)",
                        ProposedDevices::row,
                        key)
                .stream()
                .findFirst();
    }

    /** The form to register it, filled in as far as the proposal goes. */
    Optional<DeviceForm> form(@Nullable String key) {
        return key == null ? Optional.empty() : find(key).filter(Row::readable).map(this::form);
    }

    private DeviceForm form(Row row) {
        Map<String, FieldRule> map = new HashMap<>();
        List<String> lines = new ArrayList<>();
        jdbc.query(
                "select field, rule, availability from proposed_entity where device = ? order by discovery, part",
                entity -> {
                    String field = entity.getString(1);
                    String rule = entity.getString(2);
                    if (field != null && rule != null) {
                        map.put(
                                field,
                                Objects.requireNonNull(DeviceJson.map(rule).get("rule")));
                    }
                    entity.getString(3).lines().forEach(lines::add);
                },
                row.key());
        boolean battery =
                row.signals().contains(SignalKind.BATTERY) || row.signals().contains(SignalKind.BATTERY_LOW);
        return new DeviceForm(
                row.key(),
                row.kind().map(DeviceKind::key).orElse(null),
                null,
                row.room(),
                reading.gateway(row.key(), lines).orElse(null),
                battery ? Device.Power.BATTERY.name() : null,
                false,
                row.reportEvery() == null ? null : String.valueOf(row.reportEvery()),
                DeviceJson.text(map),
                null,
                Set.of());
    }

    @Transactional
    public void dismiss(String key, String by) {
        if (find(key).isEmpty()) {
            throw Refusal.notFound("signal.refusal.noProposal");
        }
        log.wrote("device-proposal", key, "dismissed");
        jdbc.update("""
                insert into dismissed_proposal (device, dismissed_at, dismissed_by) values (?, ?, ?)
                on conflict do nothing
                """, key, SqlTime.of(clock.instant()), by);
    }

    @Transactional
    public void restore(String key) {
        log.wrote("device-proposal", key, "restored");
        jdbc.update("delete from dismissed_proposal where device = ?", key);
    }

    private static final String SELECT = """
            select coalesce(e.device, e.discovery), bool_or(e.device is not null), max(e.name), max(e.model), max(e.room),
                   array_agg(distinct e.kind) filter (where e.kind is not null), array_agg(distinct e.state_topic),
                   min(e.report_every), max(e.seen_at) as seen_at
              from proposed_entity e
            """;

    private static Row row(ResultSet row, int number) throws SQLException {
        List<SignalKind> signals = strings(row, 6).stream()
                .flatMap(kind -> SignalKind.of(kind).stream())
                .sorted()
                .toList();
        return new Row(
                row.getString(1),
                row.getBoolean(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                signals,
                strings(row, 7),
                row.getObject(8, Long.class),
                SqlTime.get(row, "seen_at"));
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : List.of((String[]) row.getArray(column).getArray());
    }
}
