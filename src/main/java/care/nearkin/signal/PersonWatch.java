package care.nearkin.signal;

import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.signal.MindsDevices.Rule;
import care.nearkin.signal.MindsDevices.Unnoticed;
import care.nearkin.signal.News.Edge;
import care.nearkin.signal.PersonTable.Row;
import care.nearkin.signal.PersonTable.Sensor;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices people whom no sensor has noticed for too long, and tells the case types once for each silence. The clock stands
 * while she is away or none of her sensors can be heard.
 */
@Component
class PersonWatch implements Silences {

    private static final int A_BATCH = 200;

    /** Where no sensor can be heard, or none was ever, it is looked again so often. */
    private static final Duration BLIND = Duration.ofMinutes(15);

    private final PersonTable table;
    private final DeafTime deaf;
    private final StoredPauses pauses;
    private final Residents residents;
    private final CaseTypes caseTypes;
    private final ObjectProvider<MindsDevices> minds;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PersonWatch(
            PersonTable table,
            DeafTime deaf,
            StoredPauses pauses,
            Residents residents,
            CaseTypes caseTypes,
            ObjectProvider<MindsDevices> minds,
            EntityManager entities,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.deaf = deaf;
        this.pauses = pauses;
        this.residents = residents;
        this.caseTypes = caseTypes;
        this.minds = minds;
        this.entities = entities;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    int round() {
        MindsDevices mind = minds.getIfAvailable();
        Integer silent = mind == null ? null : transaction.execute(status -> look(mind));
        return silent == null ? 0 : silent;
    }

    private int look(MindsDevices mind) {
        Instant now = clock.instant();
        List<Row> rows = table.due(now, A_BATCH);
        if (rows.isEmpty()) {
            return 0;
        }
        Set<Long> people = rows.stream().map(Row::resident).collect(Collectors.toSet());
        Map<Long, Instant> paused = pauses.until(people, false, now);
        Map<Long, List<Sensor>> sensors = table.sensors(people);
        Map<Long, Risk> risks = residents.risks(people);
        List<DeafTime.Gap> gaps = deaf.gaps();
        Map<Row, @Nullable Instant> again = new HashMap<>();
        List<Row> blind = new ArrayList<>();
        Map<Long, Row> silent = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Sensor> hers = of(row.rule(), sensors.getOrDefault(row.resident(), List.of()));
            Instant until = paused.get(row.resident());
            if (hers.isEmpty()) {
                table.forget(row);
            } else if (until != null) {
                again.put(row, until);
            } else if (hers.stream().allMatch(Sensor::silent)) {
                again.put(row, now.plus(BLIND));
                blind.add(row);
            } else if (row.blind()) {
                table.anew(row);
            } else if (row.rule() == Rule.PASSAGE && row.byDoor()) {
                again.put(row, null);
            } else {
                Instant due = due(row, mind.unnoticed(row.rule(), risks.get(row.resident())), gaps, pausedBefore(row));
                if (due.isAfter(now)) {
                    again.put(row, due);
                } else {
                    silent.putIfAbsent(row.resident(), row);
                }
            }
        }
        table.again(again, blind);
        silent.values().forEach(row -> strike(row, sensors.getOrDefault(row.resident(), List.of()), now));
        return silent.size();
    }

    private @Nullable Instant pausedBefore(Row row) {
        return pauses.lastEnd(row.resident(), clock.instant());
    }

    private static List<Sensor> of(Rule rule, List<Sensor> sensors) {
        return rule == Rule.ANY
                ? sensors
                : sensors.stream().filter(sensor -> Passage.is(sensor.room())).toList();
    }

    /** By day only, where the rule says so: what is over in the night is told in the morning. */
    private Instant due(Row row, Unnoticed rule, List<DeafTime.Gap> gaps, @Nullable Instant pauseEnd) {
        Instant from = row.activeOrWatched();
        if (pauseEnd != null && pauseEnd.isAfter(from)) {
            from = pauseEnd;
        }
        Instant end = DeafTime.end(from, rule.limit(), gaps).plus(SilenceWatch.SLACK);
        ZonedDateTime local = end.atZone(clock.getZone());
        if (local.getHour() < rule.dayFrom()) {
            return local.toLocalDate()
                    .atTime(rule.dayFrom(), 0)
                    .atZone(clock.getZone())
                    .toInstant();
        }
        if (local.getHour() >= rule.dayUntil()) {
            return local.toLocalDate()
                    .plusDays(1)
                    .atTime(rule.dayFrom(), 0)
                    .atZone(clock.getZone())
                    .toInstant();
        }
        return end;
    }

    private void strike(Row row, List<Sensor> sensors, Instant now) {
        table.silent(row);
        tell(row.resident(), row.device(), sensors, Edge.ON, row.activeOrWatched(), now);
    }

    /** She was missed and has been noticed now. */
    void found(List<Row> rows) {
        Instant now = clock.instant();
        Map<Long, List<Sensor>> sensors =
                table.sensors(rows.stream().map(Row::resident).collect(Collectors.toSet()));
        Map<Long, Row> byPerson = new LinkedHashMap<>();
        rows.forEach(row -> byPerson.merge(row.resident(), row, (a, b) -> a.rule() == Rule.ANY ? a : b));
        byPerson.forEach((resident, row) -> {
            table.found(resident);
            List<Sensor> hers = sensors.getOrDefault(resident, List.of());
            tell(resident, row.device(), hers, Edge.OFF, row.activeOrWatched(), now);
        });
    }

    @Override
    public void missed(long resident) {
        Instant now = clock.instant();
        tell(resident, null, table.sensors(Set.of(resident)).getOrDefault(resident, List.of()), Edge.ON, now, now);
    }

    /** The sensor that noticed her last says where she may be. */
    private void tell(
            long resident, @Nullable String last, List<Sensor> sensors, Edge edge, Instant since, Instant now) {
        Sensor sensor = sensors.stream()
                .filter(one -> one.key().equals(last))
                .findFirst()
                .or(() -> sensors.stream().min(Comparator.comparing(Sensor::key)))
                .orElse(null);
        String area = sensor != null && sensor.area() != null
                ? sensor.area()
                : residents.brief(resident).map(brief -> brief.area()).orElse(null);
        News news = new News(
                new News.DeviceView(
                        sensor == null ? "nearkin:resident-" + resident : sensor.key(),
                        true,
                        sensor == null ? null : sensor.kind().key(),
                        resident,
                        sensor == null ? null : sensor.room(),
                        sensor == null ? null : sensor.gateway(),
                        area,
                        false),
                SignalKind.INACTIVITY,
                edge,
                null,
                since,
                now,
                false,
                false);
        Answer answer = caseTypes.answers(List.of(news)).get(0);
        entities.persist(new SignalRow(news, answer));
        events.publishEvent(new care.nearkin.kernel.Changed(care.nearkin.kernel.Changed.SIGNALS));
    }
}
