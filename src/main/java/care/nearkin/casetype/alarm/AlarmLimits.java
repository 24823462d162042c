package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.kernel.Pace;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.signal.MindsValues;
import care.nearkin.signal.Outcome;
import care.nearkin.signal.SignalKind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
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

    private record Remembered(long since, Map<Asked, Map<PersonRisk, Optional<Duration>>> answers) {

        static Remembered now() {
            return new Remembered(System.nanoTime(), new ConcurrentHashMap<>());
        }

        boolean fresh() {
            return System.nanoTime() - since < FRESH_NANOS && answers.size() < MOST;
        }
    }

    private final Decisions decisions;
    private final Residents residents;
    private final Pace pace;
    private final Clock clock;
    private volatile Remembered remembered = Remembered.now();

    AlarmLimits(Decisions decisions, Residents residents, Pace pace, Clock clock) {
        this.decisions = decisions;
        this.residents = residents;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> lasting(SignalKind kind, double value, @Nullable Long resident) {
        if (!remembered.fresh()) {
            remembered = Remembered.now();
        }
        int hour = clock.instant().atZone(clock.getZone()).getHour();
        Map<PersonRisk, Optional<Duration>> byRisk =
                remembered.answers().computeIfAbsent(new Asked(kind, value, hour), this::ask);
        boolean usual = byRisk.values().stream().allMatch(Optional::isEmpty);
        return usual ? Optional.empty() : byRisk.getOrDefault(risk(resident), Optional.empty());
    }

    private PersonRisk risk(@Nullable Long resident) {
        Risk risk = resident == null ? null : residents.risk(resident);
        return risk == null ? PersonRisk.UNKNOWN : PersonRisk.valueOf(risk.name());
    }

    private Map<PersonRisk, Optional<Duration>> ask(Asked asked) {
        Map<PersonRisk, Optional<Duration>> answers = new EnumMap<>(PersonRisk.class);
        for (PersonRisk risk : PersonRisk.values()) {
            Map<String, @Nullable Object> facts = new HashMap<>();
            facts.put("testWindow", false);
            facts.put("simulated", false);
            facts.put("signal", asked.kind().name());
            facts.put("personRisk", risk.name());
            facts.put("value", asked.value());
            facts.put("localHour", asked.hour());
            answers.put(risk, lasting(decisions.weigh("alarm-level", facts)));
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
