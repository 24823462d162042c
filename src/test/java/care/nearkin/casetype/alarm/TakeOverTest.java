package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Refusal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A step must not wait for somebody who went away, and nobody is left alone with one that is over. */
@NearkinTest
class TakeOverTest {

    private static final Worker COLLEAGUE = new Worker("operator2", Set.of("operator"));

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void aSupervisorTakesOverAtOnceAndTheTimelineSaysFromWhom() {
        String number = answered();
        String task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);
        Here supervisor = Here.as("supervisor1", port, accounts);
        assertThat(supervisor.page("/tasks/" + task).body()).contains("/take-over");

        supervisor.submit("/tasks/" + task, "/tasks/" + task + "/take-over", Map.of());

        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("supervisor1");
        HttpResponse<String> second = new Here(port)
                .basic("supervisor2", accounts.passwordOf("supervisor2", ""))
                .call("POST", "/api/v1/tasks/" + task + "/take-over", "");
        assertThat(second.body()).contains("\"assignee\":\"supervisor2\"");
        assertThat(caseFiles.timeline(number))
                .filteredOn(entry -> entry.kind().equals("task.taken-over"))
                .extracting(TimelineEntry::by)
                .containsExactly("supervisor1", "supervisor2");
    }

    @Test
    void ofFiftyWhoTakeTheSameTaskOneHasItAndTheOthersHearSoPolitely() throws Exception {
        String task = desk.work(answered(), "Task_CallBack").id();
        ExecutorService pool = Executors.newFixedThreadPool(50);
        CountDownLatch together = new CountDownLatch(1);
        try {
            List<Future<String>> claims = IntStream.range(0, 50)
                    .mapToObj(i -> pool.submit(() -> {
                        together.await();
                        try {
                            tasks.claim(task, new Worker("claimer" + i, Set.of("operator")));
                            return "taken";
                        } catch (Refusal refusal) {
                            return refusal.kind() + " " + refusal.words();
                        }
                    }))
                    .toList();
            together.countDown();
            List<String> answers = new ArrayList<>();
            for (Future<String> claim : claims) {
                answers.add(claim.get());
            }
            assertThat(answers).filteredOn("taken"::equals).hasSize(1);
            assertThat(answers).filteredOn(answer -> !answer.equals("taken")).containsOnly("CONFLICT task.taken");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoComesSecondHearsWhoHasItAndSinceWhen() {
        String task = desk.work(answered(), "Task_CallBack").id();
        tasks.claim(task, OPERATOR);

        HttpResponse<String> second = new Here(port)
                .basic("supervisor2", accounts.passwordOf("supervisor2", ""))
                .call("POST", "/api/v1/tasks/" + task + "/claim", "");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("10:13").doesNotContain("operator1");
    }

    @Test
    void aColleagueTakesOverWhatIsLateAndNothingElse() {
        String number = answered();
        String task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);

        assertThatThrownBy(() -> tasks.takeOver(task, COLLEAGUE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.words()).isEqualTo("task.taken"));
        assertThatThrownBy(() -> tasks.takeOver(task, new Worker("keeper1", Set.of("keeper"))))
                .isInstanceOf(Refusal.class);
        time.stopAt(desk.work(number, "Task_CallBack").due().plusSeconds(1));
        tasks.takeOver(task, COLLEAGUE);
        assertThat(caseFiles.timeline(number)).anyMatch(entry -> entry.kind().equals("task.taken-over"));
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
        assertThatThrownBy(() -> tasks.takeOver(task, new Worker("keeper1", Set.of("keeper"))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoConfirmsTheCallTo119HasNotTakenTheAlarm() {
        String number = desk.ring(AlarmKind.SMOKE);
        time.pass(number, Duration.ofSeconds(60));
        Here operator = Here.as("operator1", port, accounts);
        String call = desk.work(number, "Task_CallFireBrigade").id();
        operator.submit("/tasks/" + call, "/tasks/" + call + "/claim", Map.of());

        HttpResponse<String> answer = complete(operator, call, "{\"fireCall\":\"CALLED\",\"reference\":\"119-77\"}");

        assertThat(answer.body())
                .as("on with what is due first of what the fire brought about")
                .contains("/tasks/" + desk.work(number, "Task_Guide").id());
        assertThat(desk.work(number, "Task_Acknowledge").assignee()).isNull();
    }

    @Test
    void whoMayReadTheCaseSeesToWhomAStepFallsAndMayNotDoIt() {
        String number = desk.ring();
        time.pass(number, Duration.ofSeconds(180));
        String investigate = desk.work(number, "Task_Investigate").id();
        Here operator = Here.as("operator1", port, accounts);

        assertThat(operator.page("/tasks/" + investigate + "?lang=en").body())
                .contains("This step falls to others:", ">Supervisor<")
                .doesNotContain("Take this task", "data-complete");
        assertThat(operator.submit("/tasks/" + number, "/tasks/" + investigate + "/claim", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(Here.as("keeper1", port, accounts)
                        .page("/tasks/" + investigate)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoGoesBackToAStepThatIsOverComesToItsCase() {
        String number = desk.ring();
        String task = desk.work(number, "Task_Acknowledge").id();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());

        assertThat(Here.as("operator1", port, accounts)
                        .page("/tasks/" + task)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/cases/" + number));
        assertThat(Here.as("operator1", port, accounts).page("/tasks/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoLooksAtAStepThatNobodyHasHearsThatSomebodyTookItOrThatItIsOver() {
        String number = desk.ring();
        String task = desk.work(number, "Task_Acknowledge").id();
        Here operator = Here.as("operator1", port, accounts);
        assertThat(operator.get("/tasks/" + task + "/lost?holder=").statusCode())
                .isEqualTo(204);

        tasks.claim(task, COLLEAGUE);
        assertThat(operator.get("/tasks/" + task + "/lost?holder=").statusCode())
                .isEqualTo(200);
        assertThat(operator.get("/tasks/" + task + "/lost?holder=operator2").statusCode())
                .isEqualTo(204);
        tasks.complete(task, COLLEAGUE, Map.of());
        assertThat(operator.get("/tasks/" + task + "/lost?holder=operator2").body())
                .contains("/tasks/" + task + "/next");
    }

    @Test
    void whoeverIsFillingInTheFormHearsThatTheStepIsOverAndGoesOnWithTheNext() {
        String number = answered();
        Here operator = Here.as("operator1", port, accounts);
        String task = desk.work(number, "Task_CallBack").id();
        operator.submit("/tasks/" + task, "/tasks/" + task + "/claim", Map.of());
        assertThat(operator.get("/tasks/" + task + "/lost").statusCode()).isEqualTo(204);

        time.pass(number, Duration.ofSeconds(180));

        assertThat(operator.get("/tasks/" + task + "/lost").body()).contains("/tasks/" + task + "/next");
        HttpResponse<String> late = complete(operator, task, "{\"numberKind\":\"HOME\",\"voiceResult\":\"DISTRESS\"}");
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(caseFiles.timeline(number))
                .filteredOn(entry -> entry.kind().equals("task.too-late"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.text()).contains("What did you hear? · In distress, or cannot speak"));
        assertThat(operator.page("/tasks/" + task + "/next").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where)
                        .endsWith("/tasks/" + desk.work(number, "Task_Assess").id()));
    }

    /** Rung and taken: somebody is to call back. */
    private String answered() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        return number;
    }

    private static HttpResponse<String> complete(Here who, String task, String answers) {
        return who.post(
                "/tasks/" + task + "/complete",
                "application/json",
                answers,
                "Accept-Language",
                "en",
                "X-CSRF-TOKEN",
                who.csrf("/tasks"));
    }
}
