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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.stereotype.Component;

/**
 * Lets time pass in one case: moves the engine's clock to each timer that falls due and runs it there. Nobody sleeps. After
 * each {@link care.nearkin.NearkinTest} it is now again.
 */
@Component
public final class EngineTime {

    /** Lets the clock go when a test is over. */
    public static final class Now implements AfterEachCallback {

        @Override
        public void afterEach(ExtensionContext test) {
            ClockUtil.reset();
        }
    }

    private final ProcessEngine engine;

    EngineTime(ProcessEngine engine) {
        this.engine = engine;
    }

    public void stopAt(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
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
