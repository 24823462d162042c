package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.util.stream.LongStream;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.BackoffJobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@NearkinTest
class JobPaceTest {

    @Autowired
    CamundaBpmProperties settings;

    @Test
    void lookingForDueTimersRestsWhenNothingIsDueAndNeverLongerThanASecond() {
        var pace = settings.getJobExecution();
        var search = new BackoffJobAcquisitionStrategy(
                pace.getWaitTimeInMillis(), 2, pace.getMaxWait(), 25, 2, 400, 100, pace.getMaxJobsPerAcquisition());
        var nothingDue = new JobAcquisitionContext();
        nothingDue.submitAcquiredJobs("default", new AcquiredJobs(pace.getMaxJobsPerAcquisition()));

        var rests = LongStream.range(0, 20)
                .map(i -> {
                    search.reconfigure(nothingDue);
                    return search.getWaitTime();
                })
                .boxed()
                .toList();

        assertThat(rests).allMatch(millis -> millis >= 50 && millis <= 1000);
    }
}
