package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.engine.EngineTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A step that really fails: the alarm's row cannot be read while its timer wants to ring again. */
@NearkinTest
class FailedStepTest {

    /** As many as {@code failedJobRetryTimeCycle} allows. */
    private static final int TRIES = 6;

    @LocalServerPort
    int port;

    @Autowired
    Alarms alarms;

    @Autowired
    TestDesk desk;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ManagementService management;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    EngineTime time;

    @Autowired
    Estate estate;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-02T02:13:05Z"));
    }

    @AfterEach
    void mendEveryRow() {
        set("update alarm set kind = 'SOS' where kind = ?", "UNHEARD_OF");
    }

    @Test
    void whoCanActIsToldOnceWhichCaseIsStuckAtWhichStepAndLetsItTryAgain() {
        String number = desk.ring();
        Job ringing = timer(number);
        breakTheRow(number);
        fail(ringing, TRIES - 1);
        assertThat(notices(number)).as("still being tried").isEmpty();
        fail(ringing, 1);

        assertThat(notices(number)).hasSize(1);
        assertThat(readers(number)).contains("supervisor1", "supervisor2", "admin1");
        assertThat(jdbc.queryForList(
                        "select m.staff from outgoing m join notice n on n.id = m.notice_id "
                                + "where n.kind = 'step-failed' and n.link = ?",
                        String.class,
                        "/cases/" + number))
                .contains("supervisor1", "admin1");
        Here supervisor = Here.as("supervisor1", port, file);
        assertThat(supervisor
                        .get("/notices", "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains("Case " + number + " is stuck at: Not taken yet");
        assertThat(supervisor.page("/cases/" + number + "/failed").body()).contains("/again");
        assertThat(Here.as("operator1", port, file)
                        .page("/cases/" + number + "/failed")
                        .body())
                .contains("<section")
                .doesNotContain("/again");

        mendTheRow(number);
        String again = "/cases/" + number + "/failed/" + ringing.getId() + "/again";
        assertThat(Here.as("operator1", port, file)
                        .submit("/cases/" + number, again, Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(supervisor
                        .submit("/cases/" + number + "/failed", again, Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(notices(number)).as("tried again: the banner is gone").isEmpty();
        management.executeJob(ringing.getId());

        assertThat(alarms.get(number).rings()).isEqualTo(2);
        assertThat(supervisor.page("/cases/" + number + "/failed").body()).doesNotContain("/again");
        assertThat(supervisor.page("/cases/" + number + "/timeline").body())
                .as("who asked for it")
                .contains("刘洋");
        assertThat(supervisor.submit("/cases", again, Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void aSupervisorSeesAllThatIsStuckInHerAreasAndLetsManyTryAgain() {
        String number = desk.ring();
        Job ringing = stuck(number);
        Here supervisor = Here.as("supervisor1", port, file);
        assertThat(supervisor.page("/failed-steps").body()).contains(number);
        assertThat(supervisor.page("/failed-steps?type=device").body()).doesNotContain(number);
        assertThat(supervisor.page("/failed-steps/export?sort=newest").body()).contains(number);
        assertThat(supervisor.page("/failed-steps?after=nonsense").statusCode()).isEqualTo(400);
        String elsewhere = desk.ringIn("an-area-of-others");
        stuck(elsewhere);
        assertThat(estate.lane()
                        .somebody(port, Group.SUPERVISOR)
                        .page("/failed-steps")
                        .body())
                .contains(number)
                .doesNotContain(elsewhere);

        mendTheRow(number);
        mendTheRow(elsewhere);
        assertThat(Here.as("operator1", port, file).page("/failed-steps").statusCode())
                .isEqualTo(403);
        assertThat(supervisor
                        .submit("/failed-steps", "/failed-steps/again", Map.of())
                        .statusCode())
                .isEqualTo(400);
        Map<String, String> chosen = Map.of("step", number + "~" + ringing.getId());
        assertThat(supervisor
                        .submit("/failed-steps", "/failed-steps/again", chosen)
                        .statusCode())
                .isEqualTo(302);
        assertThat(supervisor.page("/failed-steps").body()).doesNotContain(number);
        assertThat(supervisor
                        .submit("/me/password", "/failed-steps/again", chosen)
                        .statusCode())
                .as("gone on meanwhile")
                .isEqualTo(302);
    }

    @Test
    void aSecondFailureOfTheSameStepIsToldAgain() {
        String number = desk.ring();
        Job ringing = stuck(number);
        Here supervisor = Here.as("supervisor1", port, file);
        supervisor.submit(
                "/cases/" + number + "/failed", "/cases/" + number + "/failed/" + ringing.getId() + "/again", Map.of());
        assertThat(notices(number)).isEmpty();
        fail(ringing, 1);
        assertThat(notices(number)).hasSize(1);
        mendTheRow(number);
    }

    @Test
    void aFailureThatTheCaseHasLeftBehindIsOverByItself() {
        String number = desk.ring();
        stuck(number);
        mendTheRow(number);
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId());
        assertThat(notices(number))
                .as("taking the alarm cancelled the timer that had failed")
                .isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where kind = 'step-failed' and link = ?",
                        Integer.class,
                        "/cases/" + number))
                .isEqualTo(1);
    }

    private Job stuck(String number) {
        Job ringing = timer(number);
        breakTheRow(number);
        fail(ringing, TRIES);
        return ringing;
    }

    private void fail(Job job, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(RuntimeException.class);
        }
    }

    private Job timer(String number) {
        time.stopAt(Instant.parse("2026-06-02T02:14:06Z"));
        return management
                .createJobQuery()
                .processInstanceId(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId())
                .activityId("Timer_NotAcknowledged")
                .singleResult();
    }

    private void breakTheRow(String number) {
        set("update alarm set kind = 'UNHEARD_OF' where case_number = ?", number);
    }

    private void mendTheRow(String number) {
        set("update alarm set kind = 'SOS' where case_number = ?", number);
    }

    private void set(String update, String argument) {
        transactions.executeWithoutResult(status -> jdbc.update(update, argument));
    }

    /** Those that are not over. */
    private List<Long> notices(String number) {
        return jdbc.queryForList(
                "select id from notice where kind = 'step-failed' and over_at is null and link = ?",
                Long.class,
                "/cases/" + number);
    }

    private List<String> readers(String number) {
        return jdbc.queryForList(
                "select r.staff from notice_reader r join notice n on n.id = r.notice_id where n.link = ?",
                String.class,
                "/cases/" + number);
    }
}
