package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.AlarmCase.StormPlace;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Weighing;
import care.nearkin.kernel.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be worked together in a storm: the tables say so, and this says what no table may allow. Smoke, gas and CO are
 * never grouped; whoever called for help, and whatever is critical, is neither taken nor answered together with others.
 * Answers are remembered for a minute; a new release of a table counts within it.
 */
@Component
class StormRules {

    static final Set<AlarmKind> NEVER_GROUPED = EnumSet.of(AlarmKind.SMOKE, AlarmKind.GAS, AlarmKind.CO);
    static final Set<AlarmKind> A_PERSON_CALLED =
            EnumSet.of(AlarmKind.SOS, AlarmKind.FALL, AlarmKind.PHONE, AlarmKind.WALK_IN, AlarmKind.PAPER);

    private static final String WHAT = "alarm-storm";
    private static final String SIZE = "alarm-storm-size";
    private static final String ANSWER = "alarm-storm-answer";
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int FEWEST = 2;

    /** {@code because} is the words key of the row's reason. */
    record Allowed(boolean counts, boolean take, boolean answer, String because) {}

    /** So many alarms, the first and the last no further apart than that. */
    record Size(int alarms, Duration within) {}

    private record Remembered(
            long since,
            Weighing what,
            Weighing size,
            Weighing answer,
            Map<String, Allowed> allowed,
            Map<StormPlace, Size> sizes) {

        boolean fresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    private final Decisions decisions;
    private final Pace pace;
    private volatile @Nullable Remembered remembered;

    StormRules(Decisions decisions, Pace pace) {
        this.decisions = decisions;
        this.pace = pace;
    }

    Allowed of(AlarmKind kind, Severity severity) {
        Remembered now = remembered();
        return now.allowed().computeIfAbsent(pair(kind, severity), asked -> ask(now.what(), kind, severity));
    }

    Allowed of(Alarm alarm) {
        return of(alarm.kind(), alarm.severity());
    }

    private static Allowed ask(Weighing what, AlarmKind kind, Severity severity) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put(AlarmCase.SIGNAL.name(), kind.name());
        inputs.put(AlarmCase.SEVERITY.name(), severity.name());
        Map<String, Object> row = what.weigh(inputs).result();
        boolean grouped = !NEVER_GROUPED.contains(kind);
        boolean together = grouped && !A_PERSON_CALLED.contains(kind) && severity != Severity.CRITICAL;
        return new Allowed(
                grouped && yes(row, AlarmCase.STORM_COUNTS.name()),
                together && yes(row, AlarmCase.TAKEN_TOGETHER.name()),
                together && yes(row, AlarmCase.ANSWERED_TOGETHER.name()),
                row.getOrDefault("because", "because.alarm.storm-one-by-one").toString());
    }

    Size size(StormPlace place) {
        Remembered now = remembered();
        return now.sizes().computeIfAbsent(place, asked -> {
            Map<String, @Nullable Object> inputs = new HashMap<>();
            inputs.put(AlarmCase.STORM_PLACE.name(), asked.name());
            Map<String, Object> row = now.size().weigh(inputs).result();
            int alarms = row.get(AlarmCase.STORM_ALARMS.name()) instanceof Number number ? number.intValue() : 5;
            Object within = row.getOrDefault(AlarmCase.STORM_WITHIN.name(), "PT10M");
            return new Size(Math.max(FEWEST, alarms), Duration.parse(pace.of(within.toString())));
        });
    }

    /** Whether this step may be answered for many at once at all. */
    boolean mayAnswer(String step) {
        return weigh(step, null);
    }

    /** The first field whose answer is about one person and may not be given for many; null when there is none. */
    @Nullable
    String onlyOneByOne(String step, Map<String, Object> answers, Set<String> freeText) {
        return answers.entrySet().stream()
                .filter(answer -> !freeText.contains(answer.getKey()))
                .filter(answer -> !weigh(step, answer.getKey() + "=" + answer.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private boolean weigh(String step, @Nullable String answer) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put(AlarmCase.STORM_STEP.name(), step);
        inputs.put(AlarmCase.STORM_ANSWER.name(), answer);
        return yes(remembered().answer().weigh(inputs).result(), AlarmCase.ANSWERED_TOGETHER.name());
    }

    /** {@code KIND:SEVERITY} of what counts for a storm. */
    String[] counting() {
        return pairs(Allowed::counts);
    }

    /** {@code KIND:SEVERITY} of what is shown in the group instead of on its own. */
    String[] grouped() {
        return pairs(allowed -> allowed.counts() && allowed.take());
    }

    private String[] pairs(Predicate<Allowed> which) {
        List<String> pairs = new ArrayList<>();
        for (AlarmKind kind : AlarmKind.values()) {
            Arrays.stream(Severity.values())
                    .filter(severity -> which.test(of(kind, severity)))
                    .forEach(severity -> pairs.add(pair(kind, severity)));
        }
        return pairs.toArray(String[]::new);
    }

    private static String pair(AlarmKind kind, Severity severity) {
        return kind + ":" + severity;
    }

    private static boolean yes(Map<String, Object> row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }

    private Remembered remembered() {
        Remembered now = remembered;
        if (now == null || !now.fresh()) {
            now = new Remembered(
                    System.nanoTime(),
                    decisions.newest(WHAT),
                    decisions.newest(SIZE),
                    decisions.newest(ANSWER),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>());
            remembered = now;
        }
        return now;
    }
}
