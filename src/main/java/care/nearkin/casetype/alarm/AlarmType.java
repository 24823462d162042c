package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the case file what an alarm is called and what its end events mean. */
@Component
class AlarmType implements CaseType {

    private final AlarmRows alarms;

    AlarmType(AlarmRows alarms) {
        this.alarms = alarms;
    }

    @Override
    public String key() {
        return AlarmCase.KEY;
    }

    @Override
    public String prefix() {
        return AlarmCase.PREFIX;
    }

    @Override
    public String outcomeOf(String endId) {
        return AlarmCase.Outcome.ofEnd(endId).name();
    }

    @Override
    public @Nullable String room(String number) {
        return alarms.findById(number).map(Alarm::room).orElse(null);
    }

    /** Whoever is on duty must reach it while somebody waits for help. */
    @Override
    public @Nullable String keptOpen(String number) {
        return alarms.findById(number)
                .filter(alarm -> alarm.resolvedAt() == null)
                .map(rings -> "alarm.kept-open")
                .orElse(null);
    }

    @Override
    public Set<String> messageKinds() {
        return Set.of(
                "alarm.asked-%",
                "alarm.ask-%",
                "alarm.at-home-%",
                "alarm.contacts-%",
                "alarm.reminded",
                "alarm.said-well",
                "alarm.arrived");
    }
}
