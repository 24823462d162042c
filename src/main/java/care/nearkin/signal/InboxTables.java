package care.nearkin.signal;

import care.nearkin.signal.format.Understood.Report;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the inbox reads and writes beside the kept messages, a batch at a time. */
@Component
class InboxTables {

    private final KnownDevices devices;
    private final StateTable states;
    private final UnknownDevices unknown;
    private final DeafTime deaf;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    InboxTables(
            KnownDevices devices,
            StateTable states,
            UnknownDevices unknown,
            DeafTime deaf,
            JdbcTemplate jdbc,
            Clock clock) {
        this.devices = devices;
        this.states = states;
        this.unknown = unknown;
        this.deaf = deaf;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For whoever begins to listen. */
    Book book() {
        Instant now = clock.instant();
        return new Book(now, deaf.heardUntil().orElse(now));
    }

    /** Brings into the book what it has not heard of yet. */
    void load(List<Item> items, Book book) {
        Set<String> missing = keys(items);
        missing.removeIf(book::knows);
        states.of(missing).forEach(book::load);
    }

    Map<String, Device> devices(List<Item> items) {
        return devices.of(keys(items));
    }

    Set<String> idsStored(List<Item> items) {
        Set<String> ids = new HashSet<>();
        Set<String> owners = new HashSet<>();
        for (Item item : items) {
            String device = item.device();
            if (device != null && item.understood() instanceof Report report && report.id() != null) {
                owners.add(device);
                ids.add(report.id());
            }
        }
        if (ids.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.query(
                """
                select device, source_id from signal
                 where device = any(?) and source_id = any(?) and received_at > ? and outcome <> 'UNREADABLE'
                """,
                (row, number) -> Planner.idOf(row.getString(1), row.getString(2)),
                owners.toArray(String[]::new),
                ids.toArray(String[]::new),
                SqlTime.of(clock.instant().minus(Planner.SAME_ID_WITHIN))));
    }

    /**
     * Just after a start, or after a commit of unknown end, the last seconds are known to the table only. What was stored and
     * could not be acknowledged any more comes again as soon as we listen again.
     */
    Book.Draft lastOfTopics(List<Item> items, Book book, Book.Draft draft) {
        Instant first = items.stream()
                .map(item -> item.message().receivedAt())
                .min(Instant::compareTo)
                .orElseGet(clock::instant);
        if (book.newWithin(Planner.SAME_WITHIN, first)) {
            String[] unheard = items.stream()
                    .map(item -> item.message().topic())
                    .filter(topic -> draft.last(topic) == null)
                    .distinct()
                    .toArray(String[]::new);
            jdbc.query(
                    """
                    select distinct on (topic) topic, content_hash, max(received_at) as received_at,
                           array_agg(distinct part)
                      from signal
                     where topic = any(?) and received_at > ? and outcome not in ('DUPLICATE', 'UNREADABLE')
                     group by topic, content_hash
                     order by topic, max(received_at) desc
                    """,
                    row -> {
                        Integer[] parts = (Integer[]) row.getArray(4).getArray();
                        draft.last(
                                row.getString(1),
                                new Book.Last(
                                        row.getString(2),
                                        book.brought(SqlTime.get(row, "received_at")),
                                        Set.of(parts)));
                    },
                    unheard,
                    SqlTime.of(first.minus(Planner.SAME_WITHIN).minus(book.deaf())));
        }
        return draft;
    }

    void write(Map<Book.Place, FieldState> changed) {
        if (!changed.isEmpty()) {
            states.write(changed);
        }
    }

    void unknown(Collection<Plan> plans) {
        Map<String, UnknownDevices.Seen> seen = new LinkedHashMap<>();
        for (Plan plan : plans) {
            if (plan.ofUnknownDevice()) {
                UnknownDevices.Seen one = seen(plan);
                seen.merge(one.key(), one, InboxTables::both);
            }
        }
        if (!seen.isEmpty()) {
            unknown.seen(seen.values());
        }
    }

    private static UnknownDevices.Seen seen(Plan plan) {
        Instant at = plan.item().message().receivedAt();
        String kind = plan.steps().stream()
                .map(Plan.Step::reading)
                .filter(reading -> reading != null && reading.kind() != SignalKind.OTHER)
                .map(reading -> reading == null ? SignalKind.OTHER : reading.kind())
                .min(Enum::compareTo)
                .map(SignalKind::key)
                .orElse(null);
        return new UnknownDevices.Seen(
                Objects.requireNonNull(plan.item().device()),
                plan.item().message().topic(),
                kind,
                at,
                at,
                1);
    }

    private static UnknownDevices.Seen both(UnknownDevices.Seen first, UnknownDevices.Seen last) {
        return new UnknownDevices.Seen(
                first.key(),
                last.topic(),
                last.kind() != null ? last.kind() : first.kind(),
                first.firstSeen(),
                last.lastSeen(),
                first.told() + last.told());
    }

    boolean answers() {
        try {
            return Objects.equals(jdbc.queryForObject("select 1", Integer.class), 1);
        } catch (DataAccessException | org.springframework.transaction.TransactionException e) {
            return false;
        }
    }

    private static Set<String> keys(List<Item> items) {
        return items.stream()
                .map(Item::device)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
