package care.nearkin.casetype.alarm;

import care.nearkin.access.Viewers;
import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens an alarm that a person told us: by telephone, at the counter, or later from paper with its true time. */
@Component
class AlarmByHand {

    private static final Duration OLDEST = Duration.ofDays(30);

    /** How we learnt of it. */
    enum Via {
        PHONE,
        WALK_IN,
        PAPER
    }

    /** {@code resident} is the resident's key; {@code happenedAt} null means now. */
    record Told(
            AlarmKind kind,
            Via via,
            @Nullable String resident,
            @Nullable Instant happenedAt,
            @Nullable String story) {}

    private final Alarms alarms;
    private final Decisions decisions;
    private final Residents residents;
    private final Viewers viewers;
    private final Clock clock;

    AlarmByHand(Alarms alarms, Decisions decisions, Residents residents, Viewers viewers, Clock clock) {
        this.alarms = alarms;
        this.decisions = decisions;
        this.residents = residents;
        this.viewers = viewers;
        this.clock = clock;
    }

    @Transactional
    Alarms.Raised open(Told told) {
        Long resident = resident(told);
        ResidentBrief brief =
                resident == null ? null : residents.brief(resident).orElseThrow();
        Instant happened = happened(told);
        Decided level = level(told.via().name(), resident, happened);
        return alarms.raise(new RaiseAlarm(
                told.kind(),
                AlarmCase.Severity.valueOf(level.text("severity")),
                level.text("because"),
                resident,
                brief == null ? null : brief.area(),
                null,
                null,
                happened,
                viewers.current().name(),
                told.story()));
    }

    /** A visit after {@code before} found that it is an alarm again, or found nobody. */
    @Transactional
    Alarms.Raised again(Alarm before) {
        Instant now = clock.instant();
        Decided level = level(AlarmKind.INACTIVITY.name(), before.resident(), now);
        return alarms.raise(new RaiseAlarm(
                AlarmKind.INACTIVITY,
                AlarmCase.Severity.valueOf(level.text("severity")),
                level.text("because"),
                before.resident(),
                before.area(),
                before.device(),
                before.room(),
                now,
                null,
                null));
    }

    private Decided level(String signal, @Nullable Long resident, Instant happened) {
        PersonRisk risk = PersonRisk.of(resident == null ? null : residents.risk(resident));
        int hour = happened.atZone(clock.getZone()).getHour();
        return decisions.decide(
                LevelFacts.TABLE, LevelFacts.told(signal, risk, hour).inputs());
    }

    private @Nullable Long resident(Told told) {
        String key = told.resident();
        if (key == null || key.isBlank()) {
            return null;
        }
        return residents
                .idOf(key.strip())
                .orElseThrow(() -> Refusal.invalid("resident", "alarm.resident-unknown", key));
    }

    private Instant happened(Told told) {
        Instant now = clock.instant();
        Instant happened = told.happenedAt() == null ? now : told.happenedAt();
        if (happened.isAfter(now.plusSeconds(60))) {
            throw Refusal.invalid("happenedAt", "alarm.in-the-future");
        }
        if (happened.isBefore(now.minus(OLDEST))) {
            throw Refusal.invalid("happenedAt", "alarm.too-old", OLDEST.toDays());
        }
        return happened;
    }
}
