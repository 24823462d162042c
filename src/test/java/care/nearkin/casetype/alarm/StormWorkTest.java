package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.StormWork.Item;
import care.nearkin.casetype.alarm.StormWork.ItemState;
import care.nearkin.casetype.alarm.StormWork.State;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases of a storm worked as one: each through its own task and guards, none twice, none lost, whatever happens between. */
@NearkinTest
class StormWorkTest {

    private static final Map<String, Object> HOUSE_IS_FINE =
            Map.of("numberKind", "CONTACT", "voiceResult", "OK_FALSE", StormForm.REMARK, "power cut, the warden says");
    private static final Map<String, Object> DEVICES =
            Map.of("finding", "FALSE_DEVICE", StormForm.REMARK, "power cut in the whole lane");

    @Autowired
    Estate estate;

    @Autowired
    StormWatch watch;

    @Autowired
    StormWorks works;

    @Autowired
    StormWorkRows rows;

    @Autowired
    StormWorker worker;

    @Autowired
    TestDesk desk;

    @Autowired
    AlarmRows alarms;

    @Autowired
    StaffAccounts staff;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    AutowireCapableBeanFactory factory;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<String> leaks = new ArrayList<>();
    private Estate.Lane lane;

    @BeforeEach
    void aStormOfSix() {
        lane = estate.lane();
        for (int i = 0; i < 6; i++) {
            leaks.add(lane.leak("1", begin.plusSeconds(i)));
        }
    }

    @Test
    void takenTogetherTheyRingNoLongerAndEachSaysSoInItsOwnRecord() {
        String still = lane.rings(AlarmKind.INACTIVITY, Severity.MAJOR, lane.resident("1"), null, begin.plusSeconds(9));
        String pressed = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("1"), null, begin.plusSeconds(9));
        watch.round();

        long work = take();

        assertThat(states(work)).containsEntry(pressed, ItemState.LEFT).containsEntry(still, ItemState.DONE);
        assertThat(rows.find(work).orElseThrow().state()).isEqualTo(State.DONE);
        for (String number : leaks) {
            assertThat(desk.waiting(number)).containsExactly("Task_CallBack");
            assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo(lane.operator());
            assertThat(alarms.findById(number).orElseThrow().acknowledgedBy()).isEqualTo(lane.operator());
            assertThat(together(number)).hasSize(1);
            assertThat(together(number).get(0).by()).isEqualTo(lane.operator());
            assertThat(together(number).get(0).arguments()).contains("6", lane.building("1"));
        }
        assertThat(desk.waiting(pressed)).containsExactly("Task_Acknowledge");
        assertThat(desk.work(still, "Task_CallBack").assignee()).isNull();
    }

    /** Whoever took fifty cannot call fifty: who is not heard in time is visited, as if she had been taken alone. */
    @Test
    void whoIsTakenTogetherWithoutMovingIsVisitedWhenNobodyHearsHerInTime() {
        String still = lane.rings(AlarmKind.INACTIVITY, Severity.MAJOR, lane.resident("1"), null, begin.plusSeconds(9));
        watch.round();
        take();

        time.pass(still, Duration.ofMinutes(3));

        assertThat(desk.waiting(still)).containsExactly("Task_Guide");
    }

    @Test
    void oneAnswerIsGivenToAllThatStandAtTheStepAndEachIsClosedForItself() {
        watch.round();
        take();
        assertThatThrownBy(() -> answer(
                        "Task_CallBack",
                        Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER", StormForm.REMARK, "x")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.words()).isEqualTo("alarm.storm.one-by-one"));
        assertThatThrownBy(() -> answer("Task_CallBack", Map.of("numberKind", "CONTACT", StormForm.REMARK, "x")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("voiceResult"));
        assertThatThrownBy(() -> answer("Task_CallBack", Map.of("numberKind", "CONTACT", "voiceResult", "OK_FALSE")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo(StormForm.REMARK));
        assertThatThrownBy(() -> answer("Task_CallFireBrigade", Map.of())).isInstanceOf(Refusal.class);

        answer("Task_CallBack", HOUSE_IS_FINE);
        long work = answer("Task_Assess", DEVICES);

        assertThat(states(work).values()).containsOnly(ItemState.DONE);
        for (String number : leaks) {
            desk.assertClosed(number, Outcome.FALSE_DEVICE);
            assertThat(together(number)).hasSize(3);
            assertThat(together(number).get(2).text()).isEqualTo("power cut in the whole lane");
            assertThat(caseFiles.timeline(number))
                    .filteredOn(entry -> entry.kind().equals("task.answered"))
                    .hasSize(3)
                    .allSatisfy(entry -> assertThat(entry.by()).isEqualTo(lane.operator()));
        }
        assertThat(jdbc.queryForObject("select answers from alarm_storm_work where id = ?", String.class, work))
                .isNull();
        watch.round();
        assertThat(lane.storms().get(0).get("over_at")).isNotNull();
    }

    @Test
    void whatTurnsCriticalInTheMiddleLeavesTheCommonWork() {
        watch.round();
        take();
        answer("Task_CallBack", HOUSE_IS_FINE);
        long work = start("Task_Assess", DEVICES);
        worker.step();
        worker.step();
        transaction.executeWithoutResult(
                tx -> alarms.findById(leaks.get(2)).orElseThrow().raise(Severity.CRITICAL));
        run();

        assertThat(states(work))
                .containsEntry(leaks.get(2), ItemState.LEFT)
                .containsEntry(leaks.get(3), ItemState.DONE);
        assertThat(desk.waiting(leaks.get(2))).containsExactly("Task_Assess");
        desk.assertClosed(leaks.get(3), Outcome.FALSE_DEVICE);
    }

    @Test
    void whoHasAGraverAlarmAsWellIsNotAnsweredForTogether() {
        Alarm first = alarms.findById(leaks.get(0)).orElseThrow();
        lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, first.resident(), null, begin.plusSeconds(20));
        watch.round();
        take();
        long work = answer("Task_CallBack", HOUSE_IS_FINE);

        assertThat(why(work, leaks.get(0))).isEqualTo("alarm.storm.out.grave");
        assertThat(desk.waiting(leaks.get(0))).containsExactly("Task_CallBack");
    }

    @Test
    void cancelledInTheMiddleTheRestStaysAsItWas() {
        watch.round();
        long work = start(StormWork.TAKE, Map.of());
        worker.step();
        worker.step();
        works.cancel(rows.find(work).orElseThrow());
        run();

        assertThat(states(work).values())
                .containsExactlyInAnyOrder(
                        ItemState.DONE,
                        ItemState.DONE,
                        ItemState.CANCELLED,
                        ItemState.CANCELLED,
                        ItemState.CANCELLED,
                        ItemState.CANCELLED);
        assertThat(leaks)
                .filteredOn(number -> desk.waiting(number).contains("Task_Acknowledge"))
                .hasSize(4);
        assertThatThrownBy(() -> works.cancel(rows.find(work).orElseThrow())).isInstanceOf(Refusal.class);
    }

    @Test
    void afterARestartInTheMiddleAnotherGoesOnAndNothingIsDoneTwice() {
        watch.round();
        long work = start(StormWork.TAKE, Map.of());
        worker.step();
        worker.step();
        StormWorker next = factory.createBean(StormWorker.class);
        while (next.step()) {
            worker.step();
        }
        run();

        assertThat(states(work).values()).containsOnly(ItemState.DONE).hasSize(6);
        leaks.forEach(number -> assertThat(together(number)).hasSize(1));
        assertThat(rows.find(work).orElseThrow().state()).isEqualTo(State.DONE);
    }

    @Test
    void whatSomebodyElseTookMeanwhileIsLeftOutWithHerName() {
        watch.round();
        long work = start(StormWork.TAKE, Map.of());
        desk.complete(leaks.get(1), "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        run();

        assertThat(why(work, leaks.get(1))).isEqualTo("alarm.storm.out.elsewhere");
        assertThat(states(work)).containsEntry(leaks.get(0), ItemState.DONE);
        assertThat(together(leaks.get(1))).isEmpty();
    }

    @Test
    void aCaseThatItsOwnGuardRefusesIsToldAndLeftForSingleWork() {
        watch.round();
        take();
        answer("Task_CallBack", HOUSE_IS_FINE);
        long work = start("Task_Assess", DEVICES);
        transaction.executeWithoutResult(
                tx -> jdbc.update("update open_task set assignee = null where case_number = ?", leaks.get(0)));
        String task = desk.work(leaks.get(0), "Task_Assess").id();
        transaction.executeWithoutResult(tx ->
                jdbc.update("update act_ru_task set assignee_ = 'operator1', rev_ = rev_ + 1 where id_ = ?", task));
        run();

        assertThat(why(work, leaks.get(0))).isEqualTo("task.taken");
        assertThat(states(work))
                .containsEntry(leaks.get(0), ItemState.REFUSED)
                .containsEntry(leaks.get(1), ItemState.DONE);
        assertThat(desk.waiting(leaks.get(0))).containsExactly("Task_Assess");
    }

    @Test
    void whoMayNoLongerWorkDoesNoneOfTheRest() {
        watch.round();
        long work = start(StormWork.TAKE, Map.of());
        worker.step();
        transaction.executeWithoutResult(tx -> staff.lock(lane.operator()));
        run();

        assertThat(states(work).values()).containsOnlyOnce(ItemState.DONE).contains(ItemState.REFUSED);
        assertThat(why(work, leaks.get(5))).isEqualTo("alarm.storm.out.no-right");
    }

    @Test
    void whyNobodyTookThemIsFoundOutOnceByASupervisorAndNotByAnOperator() {
        watch.round();
        leaks.forEach(number -> time.pass(number, Duration.ofMinutes(3)));
        assertThat(desk.waiting(leaks.get(0))).contains("Task_Investigate");
        Map<String, Object> cause =
                Map.of("cause", "BUSY_WITH_OTHERS", "investigation", "one on duty", StormForm.REMARK, "one storm");
        assertThatThrownBy(() -> start("Task_Investigate", cause)).isInstanceOf(Refusal.class);

        Viewer supervisor = new Viewer("supervisor1", Set.of(Group.SUPERVISOR), Set.of(lane.area()), false);
        rows.pick(lane.storm(), supervisor.name(), leaks);
        long work = works.draft(lane.storm(), "Task_Investigate", supervisor);
        works.start(rows.find(work).orElseThrow(), cause, null, supervisor);
        run();

        assertThat(states(work).values()).containsOnly(ItemState.DONE);
        leaks.forEach(number -> assertThat(desk.waiting(number)).doesNotContain("Task_Investigate"));
    }

    /** Six that nobody takes are one notice a minute for the seats; the supervisor is told of each. */
    @Test
    void whoeverIsOnDutyIsToldOnceAMinuteOfAllAndOfTheOnesThatAreWorkedAloneOneByOne() {
        String pressed = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("1"), null, begin.plusSeconds(9));
        watch.round();
        // a whole minute: each of them is due within it, whenever it began
        Instant from = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        time.stopAt(from);
        for (String number : leaks) {
            time.stopAt(from);
            time.pass(number, Duration.ofMillis(59_999));
            assertThat(desk.told(number)).doesNotContain("alarm.not-acknowledged");
            assertThat(caseFiles.timeline(number))
                    .extracting(TimelineEntry::kind)
                    .contains("alarm.not-acknowledged");
        }
        time.stopAt(from);
        time.pass(pressed, Duration.ofMillis(59_999));
        assertThat(desk.told(pressed)).contains("alarm.not-acknowledged");
        assertThat(stormNotices("true")).isEqualTo(1);
        time.stopAt(from.plus(Duration.ofMinutes(1)));
        time.pass(leaks.get(0), Duration.ofMinutes(2));
        assertThat(desk.told(leaks.get(0))).contains("alarm.supervisor-must-take");

        take();
        desk.complete(pressed, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        watch.round();
        assertThat(stormNotices("over_at is null")).isZero();
    }

    private long stormNotices(String which) {
        return jdbc.queryForObject(
                "select count(*) from notice where kind = 'alarm.storm.not-taken' and link = ? and " + which,
                Long.class,
                "/storms/" + lane.storm());
    }

    @Test
    void whatIsTypedStandsNowhereInClear() {
        watch.round();
        take();
        start(
                "Task_CallBack",
                Map.of(
                        "numberKind",
                        "CONTACT",
                        "voiceResult",
                        "OK_FALSE",
                        "note",
                        "gas smell denied",
                        StormForm.REMARK,
                        "warden Zhao"));
        List<String> stored = jdbc.queryForList(
                "select concat(answers, remark) from alarm_storm_work where by_name = ?",
                String.class,
                lane.operator());
        assertThat(stored).noneMatch(text -> text.contains("gas smell") || text.contains("Zhao"));
        run();
    }

    private long take() {
        return answer(StormWork.TAKE, Map.of());
    }

    private long answer(String step, Map<String, Object> answers) {
        long work = start(step, answers);
        run();
        return work;
    }

    private long start(String step, Map<String, Object> answers) {
        rows.pick(lane.storm(), lane.operator(), membersNow());
        long work = works.draft(lane.storm(), step, lane.viewer());
        works.start(rows.find(work).orElseThrow(), answers, null, lane.viewer());
        return work;
    }

    private List<String> membersNow() {
        return jdbc.queryForList("select case_number from alarm_place where storm = ?", String.class, lane.storm());
    }

    private void run() {
        while (worker.step()) {
            // one case after the other
        }
    }

    private Map<String, ItemState> states(long work) {
        return rows.items(work).stream().collect(java.util.stream.Collectors.toMap(Item::number, Item::state));
    }

    private String why(long work, String number) {
        return rows.items(work).stream()
                .filter(item -> item.number().equals(number))
                .findFirst()
                .orElseThrow()
                .why();
    }

    private List<TimelineEntry> together(String number) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals("alarm.storm.together"))
                .toList();
    }
}
