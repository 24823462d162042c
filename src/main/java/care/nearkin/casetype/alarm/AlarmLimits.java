package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Decisions.Weighing;
import care.nearkin.kernel.Pace;
import care.nearkin.people.Residents;
import care.nearkin.signal.MindsValues;
import care.nearkin.signal.Outcome;
import care.nearkin.signal.SignalKind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says from table {@code alarm-level} how long a measured value has to last before it is an alarm. Thousands of values
 * are told a minute and hardly any matters, so answers are remembered for a minute, and the person is only looked up
 * where the answer depends on her. A new release of the table counts within that minute.
 */
@Component
class AlarmLimits implements MindsValues {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 20_000;

    private record Asked(SignalKind kind, double value, int hour) {}

    /** What one release of the table answered. */
    private record Remembered(long since, Weighing level, Map<Asked, Map<PersonRisk, Optional<Duration>>> answers) {

        boolean fresh() {
            return System.nanoTime() - since < FRESH_NANOS && answers.size() < MOST;
        }
    }

    private final Decisions decisions;
    private final Residents residents;
    private final Pace pace;
    private final Clock clock;
    private volatile @Nullable Remembered remembered;

    AlarmLimits(Decisions decisions, Residents residents, Pace pace, Clock clock) {
        this.decisions = decisions;
        this.residents = residents;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> lasting(SignalKind kind, double value, @Nullable Long resident) {
        Remembered now = remembered();
        int hour = clock.instant().atZone(clock.getZone()).getHour();
        Map<PersonRisk, Optional<Duration>> byRisk =
                now.answers().computeIfAbsent(new Asked(kind, value, hour), asked -> ask(now.level(), asked));
        boolean usual = byRisk.values().stream().allMatch(Optional::isEmpty);
        return usual ? Optional.empty() : byRisk.getOrDefault(risk(resident), Optional.empty());
    }

    private Remembered remembered() {
        Remembered now = remembered;
        if (now == null || !now.fresh()) {
            now = new Remembered(System.nanoTime(), decisions.newest(LevelFacts.TABLE), new ConcurrentHashMap<>());
            remembered = now;
        }
        return now;
    }

    private PersonRisk risk(@Nullable Long resident) {
        return PersonRisk.of(resident == null ? null : residents.risk(resident));
    }

    private Map<PersonRisk, Optional<Duration>> ask(Weighing level, Asked asked) {
        Map<PersonRisk, Optional<Duration>> answers = new EnumMap<>(PersonRisk.class);
        for (PersonRisk risk : PersonRisk.values()) {
            LevelFacts facts = LevelFacts.measured(asked.kind().name(), risk, asked.hour(), asked.value());
            answers.put(risk, lasting(level.weigh(facts.inputs())));
        }
        return answers;
    }

    /** A row that does not say how long means at once: that leads to a human. */
    private Optional<Duration> lasting(Decided level) {
        if (!Outcome.ALARM.name().equals(level.result().get("outcome"))) {
            return Optional.empty();
        }
        Object lasting = level.result().get("lasting");
        return Optional.of(lasting == null ? Duration.ZERO : Duration.parse(pace.of(lasting.toString())));
    }
}
