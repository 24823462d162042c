package care.nearkin.casetype.alarm;

import care.nearkin.casefile.CaseFiles;
import care.nearkin.engine.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Links alarms of one person that ring soon after each other, as table {@code alarm-same-person} has it: whoever works one
 * sees the other, and neither ends with the other.
 */
@Component
class SamePerson {

    /** An open alarm of somebody. */
    record Rang(long resident, String caseNumber, Instant at) {}

    private static final String TABLE = "alarm-same-person";

    private final AlarmRows alarms;
    private final CaseFiles caseFiles;
    private final Decisions decisions;

    SamePerson(AlarmRows alarms, CaseFiles caseFiles, Decisions decisions) {
        this.alarms = alarms;
        this.caseFiles = caseFiles;
        this.decisions = decisions;
    }

    /** The open alarms of these people, read with one question for all of them. */
    Map<Long, List<Rang>> open(Collection<Long> people) {
        Map<Long, List<Rang>> open = new HashMap<>();
        if (!people.isEmpty()) {
            alarms.openOf(people)
                    .forEach(rang -> open.computeIfAbsent(rang.resident(), one -> new ArrayList<>())
                            .add(rang));
        }
        return open;
    }

    /** {@code open} grows by this alarm, so that the next of the same batch finds it. */
    void rang(String number, RaiseAlarm command, Map<Long, List<Rang>> open) {
        Long resident = command.resident();
        if (resident == null) {
            return;
        }
        List<Rang> others = open.computeIfAbsent(resident, one -> new ArrayList<>());
        others.stream()
                .filter(other -> belong(other.at(), command.happenedAt()))
                .forEach(other -> caseFiles.link(number, other.caseNumber(), "SAME_PERSON"));
        others.add(new Rang(resident, number, command.happenedAt()));
    }

    private boolean belong(Instant one, Instant other) {
        long seconds = Duration.between(one, other).abs().toSeconds();
        return Boolean.TRUE.equals(decisions
                .decide(TABLE, Map.of("minutesApart", Math.toIntExact((seconds + 59) / 60)))
                .result()
                .get("linked"));
    }
}
