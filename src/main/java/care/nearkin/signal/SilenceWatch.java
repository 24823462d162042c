package care.nearkin.signal;

import care.nearkin.signal.MindsDevices.Matter;
import care.nearkin.signal.MindsDevices.Noticed;
import care.nearkin.signal.MindsDevices.Tests;
import care.nearkin.signal.MindsDevices.Watched;
import care.nearkin.signal.WatchTable.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices devices that say nothing. Hearing one costs no more than noting when; each is looked at when its time could be
 * over, and only then it is reckoned whether it is. So a look at a hundred thousand is spread over their limits, and what
 * is due stands in the table: a restart forgets nothing, and of several nodes each takes what no other has.
 */
@Component
class SilenceWatch {

    /** What was heard is written seldom; nobody is called silent before it must have been. */
    static final Duration SLACK = Life.SELDOM.plusSeconds(10);

    /** Devices that fall silent together within this time and of one gateway are one matter. */
    private static final Duration TOGETHER = Duration.ofMinutes(15);

    /** When nothing at all was heard from behind a gateway for so long, it may be the gateway. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private static final int A_BATCH = 1000;

    private final WatchTable table;
    private final DeafTime deaf;
    private final StoredPauses pauses;
    private final ObjectProvider<MindsDevices> minds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SilenceWatch(
            WatchTable table,
            DeafTime deaf,
            StoredPauses pauses,
            ObjectProvider<MindsDevices> minds,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.deaf = deaf;
        this.pauses = pauses;
        this.minds = minds;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** When this device is missed unless it is heard before; nothing while nobody waits for it. */
    @Nullable
    Instant missedAt(String device) {
        MindsDevices mind = minds.getIfAvailable();
        Row row = table.watched(device).filter(Row::live).orElse(null);
        if (mind == null || row == null) {
            return null;
        }
        Long resident = row.resident();
        Instant paused = resident == null
                ? null
                : pauses.until(Set.of(resident), true, clock.instant()).get(resident);
        Map<String, Instant> behind = row.kind() == DeviceKind.GATEWAY ? table.heardBehind(List.of(device)) : Map.of();
        return paused != null ? paused : due(row, behind.get(device), deaf.gaps(), mind);
    }

    /** Looks at all whose time could be over; answers how many were found silent. */
    int round() {
        MindsDevices mind = minds.getIfAvailable();
        if (mind == null) {
            return 0;
        }
        int silent = 0;
        Integer looked;
        do {
            int[] found = new int[1];
            looked = transaction.execute(status -> {
                List<Row> rows = table.due(clock.instant(), A_BATCH);
                found[0] = rows.isEmpty() ? 0 : look(rows, mind);
                return rows.size();
            });
            silent += found[0];
        } while (looked != null && looked == A_BATCH);
        return silent;
    }

    private int look(List<Row> rows, MindsDevices mind) {
        Instant now = clock.instant();
        List<DeafTime.Gap> gaps = deaf.gaps();
        Map<Long, Instant> paused = pauses.until(residents(rows), true, now);
        Map<String, Instant> behind = table.heardBehind(rows.stream()
                .filter(row -> row.kind() == DeviceKind.GATEWAY)
                .map(Row::device)
                .toList());
        Map<String, @Nullable Instant> again = new HashMap<>();
        List<Row> silent = new ArrayList<>();
        for (Row row : rows) {
            Instant pausedUntil = row.resident() == null ? null : paused.get(row.resident());
            Instant due = pausedUntil != null ? pausedUntil : due(row, behind.get(row.device()), gaps, mind);
            if (!row.live() || due == null) {
                again.put(row.device(), null);
            } else if (due.isAfter(now)) {
                again.put(row.device(), due);
            } else {
                silent.add(row);
            }
        }
        if (!again.isEmpty()) {
            table.lookAgain(again);
        }
        if (!silent.isEmpty()) {
            List<Noticed> news = noticed(silent, now);
            if (!news.isEmpty()) {
                mind.noticed(news);
            }
        }
        return silent.size();
    }

    /** A gateway that was never heard itself and says nothing of its interval is judged by its devices. */
    private static @Nullable Instant due(
            Row row, @Nullable Instant behind, List<DeafTime.Gap> gaps, MindsDevices mind) {
        boolean gateway = row.kind() == DeviceKind.GATEWAY;
        if (gateway && row.heard() == null && row.interval() == null && row.connected() == null) {
            return null;
        }
        Instant heard = row.heardOrWatched();
        boolean connected = Boolean.TRUE.equals(row.connected());
        if (gateway && behind != null && behind.isAfter(heard) && !Boolean.FALSE.equals(row.connected())) {
            heard = behind;
        }
        Duration limit = mind.silentAfter(new Watched(row.kind(), row.power(), row.interval()), connected);
        return DeafTime.end(heard, limit, gaps).plus(SLACK);
    }

    /** One matter for each device by itself, and one for each dead gateway however many are behind it. */
    private List<Noticed> noticed(List<Row> silent, Instant now) {
        List<Noticed> news = new ArrayList<>();
        Set<String> gateways = silent.stream()
                .map(Row::gateway)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        Set<String> dead = silent.stream()
                .filter(row -> row.kind() == DeviceKind.GATEWAY)
                .map(Row::device)
                .collect(Collectors.toSet());
        Set<String> gone = table.gone(gateways);
        Map<String, List<Row>> byGateway = new LinkedHashMap<>();
        for (Row row : silent) {
            String gateway = row.gateway();
            if (row.kind() == DeviceKind.GATEWAY || gateway == null) {
                table.silent(List.of(row.device()), null, now);
                news.add(news(row, row.kind() == DeviceKind.GATEWAY ? Matter.GATEWAY_DEAD : Matter.OFFLINE));
            } else {
                byGateway.computeIfAbsent(gateway, g -> new ArrayList<>()).add(row);
            }
        }
        byGateway.forEach((gateway, rows) -> {
            boolean known = dead.contains(gateway) || gone.contains(gateway);
            if (known || quiet(gateway, rows, now)) {
                List<String> alone = table.silentBehind(gateway, now.minus(TOGETHER));
                table.silent(keys(rows), gateway, now);
                table.silent(alone, gateway, now);
                if (!known) {
                    news.add(ofGateway(gateway, rows.get(0)));
                }
            } else {
                table.silent(keys(rows), null, now);
                rows.forEach(row -> news.add(news(row, Matter.OFFLINE)));
            }
        });
        return news;
    }

    /** Several are silent and nothing else behind the gateway was heard lately: it is the gateway that is dead. */
    private boolean quiet(String gateway, List<Row> rows, Instant now) {
        int alone = table.silentBehind(gateway, now.minus(TOGETHER)).size();
        Instant heard = table.heardBehind(List.of(gateway)).get(gateway);
        return alone + rows.size() > 1 && (heard == null || !heard.plus(QUIET).isAfter(now));
    }

    private Noticed news(Row row, Matter matter) {
        int behind = matter == Matter.GATEWAY_DEAD ? table.countBehind(row.device()) : 0;
        return new Noticed(row.device(), matter, false, row.heardOrWatched(), row.resident(), row.area(), behind);
    }

    private Noticed ofGateway(String gateway, Row first) {
        return new Noticed(
                gateway,
                Matter.GATEWAY_DEAD,
                false,
                first.heardOrWatched(),
                null,
                first.area(),
                table.countBehind(gateway));
    }

    /** Devices that nobody has tried for longer than a month and a week. */
    int tests() {
        MindsDevices mind = minds.getIfAvailable();
        Integer missed = mind == null ? null : transaction.execute(status -> missed(mind));
        return missed == null ? 0 : missed;
    }

    private int missed(MindsDevices mind) {
        Instant now = clock.instant();
        List<Row> rows = table.testsDue(now, A_BATCH);
        Map<String, Instant> tested = rows.isEmpty() ? Map.of() : table.tested(keys(rows));
        Map<String, @Nullable Instant> again = new HashMap<>();
        List<Noticed> news = new ArrayList<>();
        for (Row row : rows) {
            Tests tests = mind.tests(row.kind());
            Instant last = tested.getOrDefault(row.device(), row.watchedFrom());
            Instant due = tests == null || !row.live()
                    ? null
                    : last.plus(tests.every()).plus(tests.remindAfter());
            boolean over = due != null && !due.isAfter(now);
            again.put(row.device(), over && tests != null ? now.plus(tests.every()) : due);
            if (over) {
                news.add(new Noticed(row.device(), Matter.TEST_MISSED, false, last, row.resident(), row.area(), 0));
            }
        }
        if (!again.isEmpty()) {
            table.testAgain(again, news.stream().map(Noticed::device).toList());
        }
        if (!news.isEmpty()) {
            mind.noticed(news);
        }
        return news.size();
    }

    private static List<String> keys(Collection<Row> rows) {
        return rows.stream().map(Row::device).toList();
    }

    private static Set<Long> residents(List<Row> rows) {
        return rows.stream()
                .map(Row::resident)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
    }
}
