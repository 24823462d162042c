package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.engine.SendBack.Passed;
import care.nearkin.engine.SendBack.Plan;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.engine.TestFlows.Begun;
import care.nearkin.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Back to a step that was passed, past forks, joins, several at once; and a step taken back at once. */
@NearkinTest
class SendBackTest {

    private static final Worker ANNA = new Worker("operator1", Set.of("operator"));

    @Autowired
    TestFlows flows;

    @Autowired
    SendBack sendBack;

    @Autowired
    TakeBack takeBack;

    @Autowired
    Flows running;

    @Autowired
    EngineTime time;

    private Begun begun;

    @BeforeEach
    void aMorning() {
        time.stopAt(Instant.parse("2026-06-01T02:00:00Z"));
    }

    @AfterEach
    void over() {
        begun.close();
    }

    /** Ask → (look → judge | phone) → join → write, and perhaps all over again. */
    private static BpmnModelInstance forked() {
        return Bpmn.createExecutableProcess("forked")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("ask")
                .parallelGateway("fork")
                .userTask("look")
                .userTask("judge")
                .parallelGateway("join")
                .userTask("write")
                .exclusiveGateway("again")
                .condition("no", "${true}")
                .userTask("file")
                .endEvent()
                .moveToNode("again")
                .condition("yes", "${false}")
                .connectTo("ask")
                .moveToNode("fork")
                .userTask("phone")
                .connectTo("join")
                .done();
    }

    private void begin(BpmnModelInstance model) {
        begun = flows.begin(model, Map.of());
    }

    private List<String> ways(String from) {
        return sendBack.passed(begun.task(from)).stream().map(Passed::step).toList();
    }

    private void back(String from, String to) {
        String task = begun.task(from);
        assertThat(sendBack.sendBack(task, sendBack.plan(task, to), ANNA)).isNotEmpty();
    }

    @Test
    void insideOneBranchTheOtherGoesOn() {
        begin(forked());
        begun.done("ask");
        begun.done("look");
        Plan plan = sendBack.plan(begun.task("judge"), "look");
        assertThat(plan.ends()).isEmpty();
        assertThat(plan.again()).isEmpty();

        back("judge", "look");

        assertThat(begun.open()).containsExactly("look", "phone");
    }

    @Test
    void aBranchThatIsDoneStaysDone() {
        begin(forked());
        begun.done("ask");
        begun.done("phone");
        begun.done("look");
        back("judge", "look");
        assertThat(begun.open()).containsExactly("look");
        begun.done("look");
        begun.done("judge");
        assertThat(begun.open()).containsExactly("write");
    }

    @Test
    void pastAForkEveryBranchEndsAndIsSaidBefore() {
        begin(forked());
        begun.done("ask");
        begun.done("look");
        Plan plan = sendBack.plan(begun.task("judge"), "ask");
        assertThat(plan.ends()).containsExactly("phone");
        assertThat(plan.again()).containsExactly("look");

        back("judge", "ask");

        assertThat(begun.open()).containsExactly("ask");
        begun.done("ask");
        assertThat(begun.open()).containsExactly("look", "phone");
        begun.done("phone");
        begun.done("look");
        begun.done("judge");
        assertThat(begun.open()).as("nothing is done twice").containsExactly("write");
    }

    @Test
    void pastAForkWhatWasDoneInTheOtherBranchIsDoneAgain() {
        begin(forked());
        begun.done("ask");
        begun.done("phone");
        begun.done("look");
        Plan plan = sendBack.plan(begun.task("judge"), "ask");
        assertThat(plan.ends()).isEmpty();
        assertThat(plan.again()).containsExactlyInAnyOrder("look", "phone");
        back("judge", "ask");
        begun.done("ask");
        begun.done("look");
        begun.done("judge");
        assertThat(begun.open()).containsExactly("phone");
    }

    /** One branch alone would wait at the join for ever. */
    @Test
    void whatMayStillComeIsSaidAndWhatWasCutShortIsNotDone() {
        begin(forked());
        begun.done("ask");
        begun.done("look");
        back("judge", "ask");
        var here = running.position(begun.number).orElseThrow();
        assertThat(here.present()).contains("ask");
        assertThat(here.done()).contains("look").doesNotContain("judge", "phone");
        assertThat(here.possibleSteps()).containsExactlyInAnyOrder("look", "judge", "phone", "write", "file");
        begun.done("ask");
        begun.done("look");
        begun.done("judge");
        begun.done("phone");
        assertThat(running.position(begun.number).orElseThrow().possibleSteps())
                .as("and back to the beginning, where the model leads")
                .contains("file", "ask")
                .doesNotContain("write");
    }

    @Test
    void intoABranchThatWasJoinedThereIsNoWay() {
        begin(forked());
        begun.done("ask");
        begun.done("phone");
        begun.done("look");
        begun.done("judge");
        assertThat(ways("write")).containsExactly("ask");
        String task = begun.task("write");
        assertThatThrownBy(() -> sendBack.plan(task, "look")).isInstanceOf(Refusal.class);
        back("write", "ask");
        assertThat(begun.open()).containsExactly("ask");
    }

    @Test
    void whatWasNotPassedIsNoWay() {
        begin(forked());
        begun.done("ask");
        assertThat(ways("look")).containsExactly("ask");
        String task = begun.task("look");
        assertThatThrownBy(() -> sendBack.plan(task, "file")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sendBack.plan(task, "phone")).isInstanceOf(Refusal.class);
    }

    @Test
    void whoLooksAtAnOldPlanIsToldSoAndNothingHappens() {
        begin(forked());
        begun.done("ask");
        begun.done("look");
        String task = begun.task("judge");
        Plan old = sendBack.plan(task, "ask");
        begun.done("phone");
        assertThatThrownBy(() -> sendBack.sendBack(task, old, ANNA))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.words()).isEqualTo("task.send-back.changed"));
        assertThat(begun.open()).containsExactly("judge");
    }

    @Test
    void oneOfSeveralAtOnceGoesBackAloneInsideAndWithAllToWhatWasBefore() {
        begin(Bpmn.createExecutableProcess("several")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("prepare")
                .subProcess("each")
                .embeddedSubProcess()
                .startEvent()
                .userTask("visit")
                .userTask("report")
                .endEvent()
                .subProcessDone()
                .multiInstance()
                .parallel()
                .cardinality("3")
                .multiInstanceDone()
                .userTask("sum")
                .endEvent()
                .done());
        begun.done("prepare");
        begun.done("visit");
        assertThat(begun.open()).containsExactly("report", "visit", "visit");
        assertThat(ways("report")).containsExactlyInAnyOrder("visit", "prepare");

        back("report", "visit");
        assertThat(begun.open()).containsExactly("visit", "visit", "visit");

        begun.done("visit");
        assertThat(sendBack.plan(begun.task("report"), "prepare").ends()).containsExactly("visit");
        back("report", "prepare");
        assertThat(begun.open()).containsExactly("prepare");
        begun.done("prepare");
        assertThat(begun.open()).containsExactly("visit", "visit", "visit");
    }

    @Test
    void whatSeveralDidEachIsOpenedForEach() {
        begin(Bpmn.createExecutableProcess("votes")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("vote")
                .multiInstance()
                .parallel()
                .cardinality("3")
                .multiInstanceDone()
                .userTask("count")
                .endEvent()
                .done());
        begun.done("vote");
        begun.done("vote");
        begun.done("vote");
        back("count", "vote");
        assertThat(begun.open()).containsExactly("vote", "vote", "vote");
    }

    @Test
    void whatAClockOpenedBesideTheStepEndsWithIt() {
        begin(Bpmn.createExecutableProcess("reminded")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("do")
                .boundaryEvent("late")
                .cancelActivity(false)
                .timerWithDuration("PT1H")
                .userTask("remind")
                .endEvent()
                .moveToActivity("do")
                .userTask("check")
                .endEvent()
                .done());
        time.pass(begun.number, Duration.ofHours(2));
        begun.done("do");
        assertThat(sendBack.plan(begun.task("check"), "do").ends()).containsExactly("remind");
        back("check", "do");
        assertThat(begun.open()).containsExactly("do");
    }

    @Test
    void whatWasJustDoneIsTakenBackWithAllThatItOpened() {
        begin(forked());
        String asked = begun.done("ask");
        assertThat(takeBack.openedBy(begun.number, asked)).contains(Set.of(begun.task("look"), begun.task("phone")));

        String anew = takeBack.takeBack(begun.number, asked, ANNA);

        assertThat(begun.open()).containsExactly("ask");
        assertThat(begun.task("ask")).isEqualTo(anew);
    }

    @Test
    void atAJoinItIsTakenBackToo() {
        begin(forked());
        begun.done("ask");
        begun.done("look");
        String judged = begun.done("judge");
        assertThat(takeBack.openedBy(begun.number, judged)).contains(Set.of());
        takeBack.takeBack(begun.number, judged, ANNA);
        assertThat(begun.open()).containsExactly("judge", "phone");
        begun.done("judge");
        begun.done("phone");
        assertThat(begun.open()).containsExactly("write");
    }

    @Test
    void onceSomethingElseWasDoneItIsTooLate() {
        begin(forked());
        String asked = begun.done("ask");
        begun.done("phone");
        assertThat(takeBack.openedBy(begun.number, asked)).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> takeBack.takeBack(begun.number, asked, ANNA)).isInstanceOf(Refusal.class);
        assertThat(begun.open()).containsExactly("look");
    }

    @Test
    void whatTheProgramDidIsNotTakenBack() {
        begin(Bpmn.createExecutableProcess("told")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("write")
                .serviceTask("send")
                .camundaExpression("${true}")
                .userTask("wait")
                .endEvent()
                .done());
        String written = begun.done("write");
        assertThat(takeBack.openedBy(begun.number, written)).isEmpty();
        assertThat(sendBack.plan(begun.task("wait"), "write").again()).containsExactly("send");
    }
}
