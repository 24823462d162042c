package care.nearkin.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** Lets time pass in one case: moves the engine's clock to each timer that falls due and runs it there. Nobody sleeps. */
public final class EngineTime {

    private final ProcessEngine engine;

    public EngineTime(ProcessEngine engine) {
        this.engine = engine;
    }

    public void stopAt(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    public void reset() {
        ClockUtil.reset();
    }

    public void pass(String caseNumber, Duration time) {
        Instant end = ClockUtil.getCurrentTime().toInstant().plus(time);
        for (Optional<Job> due = due(caseNumber, end); due.isPresent(); due = due(caseNumber, end)) {
            Instant at = due.get().getDuedate().toInstant();
            if (at.isAfter(ClockUtil.getCurrentTime().toInstant())) {
                stopAt(at);
            }
            management().executeJob(due.get().getId());
        }
        stopAt(end);
    }

    private Optional<Job> due(String caseNumber, Instant end) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .singleResult();
        if (instance == null) {
            return Optional.empty();
        }
        return management().createJobQuery().processInstanceId(instance.getId()).list().stream()
                .filter(job -> !job.getDuedate().toInstant().isAfter(end))
                .min(Comparator.comparing(Job::getDuedate));
    }

    private ManagementService management() {
        return engine.getManagementService();
    }
}
