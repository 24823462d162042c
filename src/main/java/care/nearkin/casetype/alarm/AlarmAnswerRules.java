package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.YesNo;
import care.nearkin.engine.AnswerRule;
import care.nearkin.engine.OpenTask;
import care.nearkin.kernel.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Two people decide about breaking in: whoever asked cannot agree, in whichever window. */
@Component
class AlarmAnswerRules implements AnswerRule {

    private final Alarms alarms;

    AlarmAnswerRules(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public String flow() {
        return AlarmCase.KEY;
    }

    @Override
    public void check(OpenTask task, Map<String, Object> answers, @Nullable String by) {
        boolean agrees = task.key().equals("Task_AgreeEntry")
                && YesNo.YES.name().equals(answers.get(AlarmCase.ENTRY_AGREED.name()));
        if (agrees && by != null && by.equals(alarms.get(task.caseNumber()).entryAskedBy())) {
            throw Refusal.invalid(AlarmCase.ENTRY_AGREED.name(), "alarm.entry.same-person");
        }
    }
}
