package care.nearkin.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.engine.EngineTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class TaskTellingTest {

    private static final Instant EIGHT = Instant.parse("2031-06-02T00:00:00Z");

    @Autowired
    TaskTelling telling;

    @Autowired
    OpenTaskRows rows;

    @Autowired
    StaffAccounts staff;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final String task = UUID.randomUUID().toString();
    final String asker = "asker" + task.substring(0, 8);
    final String holder = "holder" + task.substring(0, 8);

    final String deputy = "deputy" + task.substring(0, 8);

    @BeforeEach
    void morning() {
        time.stopAt(EIGHT);
        for (String one : List.of(asker, holder, deputy)) {
            staff.create(new StaffAccounts.NewStaff(one, "库管", Set.of(Group.KEEPER), null, null, null));
        }
    }

    @AfterEach
    void nothingIsLeft() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from open_task where id = ?", task);
            jdbc.update("delete from task_near_due where task_id = ?", task);
            jdbc.update("delete from absence where person = ?", holder);
            jdbc.update("delete from notice where key like ?", "task:" + task + "%");
        });
    }

    @Test
    void whoHoldsATaskIsToldOnceBeforeItsTimeIsOver() {
        open(Duration.ofHours(48), holder);
        at(Duration.ofHours(43));
        assertThat(told()).isEmpty();

        at(Duration.ofHours(44));
        at(Duration.ofHours(45));

        assertThat(told()).containsExactly(holder);
    }

    @Test
    void ofAShortTimeSheIsToldInItsLastQuarter() {
        open(Duration.ofHours(2), holder);
        at(Duration.ofMinutes(89));
        assertThat(told()).isEmpty();

        at(Duration.ofMinutes(90));

        assertThat(told()).containsExactly(holder);
    }

    @Test
    void whatHasToBeDoneInMinutesOrIsNobodysOrIsLateIsNotToldSo() {
        open(Duration.ofMinutes(30), holder);
        at(Duration.ofMinutes(29));
        assertThat(told()).isEmpty();
        transaction.executeWithoutResult(status -> jdbc.update("delete from open_task where id = ?", task));
        open(Duration.ofHours(8), null);
        at(Duration.ofHours(7));
        assertThat(told()).isEmpty();
        transaction.executeWithoutResult(
                status -> jdbc.update("update open_task set assignee = ? where id = ?", holder, task));
        at(Duration.ofHours(8));
        assertThat(told()).isEmpty();
    }

    @Test
    void whoStandsInForHerIsToldTooWhatSheMayTakeOver() {
        away();
        open(Duration.ofHours(8), holder);
        at(Duration.ofHours(7));

        assertThat(told()).containsExactlyInAnyOrder(holder, deputy);
        assertThat(kindsOf(deputy)).containsExactly("task.near-due-absent");
        transaction.executeWithoutResult(status -> telling.assigned(item(), holder));
        assertThat(kindsOf(deputy)).containsExactly("task.near-due-absent", "task.for-absent");
        transaction.executeWithoutResult(status -> telling.ended(item(), true));
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where over_at is null and key like ?",
                        Integer.class,
                        "task:" + task + "%"))
                .isZero();
    }

    @Test
    void whoStandsInIsNotToldWhatIsNoneOfHerBusiness() {
        away();
        staff.groups(deputy, Set.of(Group.MAINTAINER));
        open(Duration.ofHours(8), holder);
        at(Duration.ofHours(7));

        assertThat(told()).containsExactly(holder);
    }

    @Test
    void whoIsAwayNoMoreHasNobodyToldInHerPlace() {
        open(Duration.ofHours(8), holder);
        at(Duration.ofHours(7));

        assertThat(told()).containsExactly(holder);
    }

    @Test
    void whoLostTheAreaIsNotToldThatWhatSheAskedForIsDone() {
        open(Duration.ofHours(8), holder);
        transaction.executeWithoutResult(status -> {
            jdbc.update("update open_task set area = 'lost-area' where id = ?", task);
            telling.asked(task, asker);
            telling.ended(item(), true);
        });

        assertThat(told()).isEmpty();
    }

    @Test
    void aTaskThatIsDoneIsNearlyDueNoMore() {
        open(Duration.ofHours(8), holder);
        at(Duration.ofHours(7));

        transaction.executeWithoutResult(status -> telling.ended(item(), true));

        assertThat(jdbc.queryForObject(
                        "select over_at is not null from notice where key = ?",
                        Boolean.class,
                        "task:" + task + ":near-due"))
                .isTrue();
    }

    @Test
    void whoAskedForATaskIsToldWhenItIsDoneAndNotWhenItWasTakenAway() {
        open(Duration.ofHours(8), holder);
        transaction.executeWithoutResult(status -> {
            telling.asked(task, asker);
            telling.asked(task, holder);
            telling.ended(item(), false);
        });
        assertThat(told()).isEmpty();

        transaction.executeWithoutResult(status -> {
            telling.asked(task, asker);
            telling.asked(task, holder);
            telling.ended(item(), true);
        });
        assertThat(told()).containsExactly(asker);
    }

    private void away() {
        transaction.executeWithoutResult(status -> jdbc.update("""
                insert into absence (person, deputy, first_day, last_day, entered_by, entered_at)
                values (?, ?, date '2031-06-01', date '2031-06-05', 'admin1', ?)""", holder, deputy, Timestamp.from(EIGHT)));
    }

    private List<String> kindsOf(String person) {
        return jdbc.queryForList(
                "select n.kind from notice n join notice_reader r on r.notice_id = n.id where r.staff = ? order by n.id",
                String.class,
                person);
    }

    private WorkItem item() {
        return rows.findById(task).orElseThrow().view();
    }

    private void at(Duration later) {
        time.stopAt(EIGHT.plus(later));
        telling.tellWhatIsNearlyDue();
    }

    private List<String> told() {
        return jdbc.queryForList(
                "select r.staff from notice n join notice_reader r on r.notice_id = n.id where n.key like ?",
                String.class,
                "task:" + task + "%");
    }

    private void open(Duration within, String assignee) {
        transaction.executeWithoutResult(status -> jdbc.update(
                """
                insert into open_task (id, task_key, flow, case_number, urgency, subject, groups, lane, assignee,
                                       created_at, due, position)
                values (?, 'Task_CallBack', 'alarm', ?, 'NORMAL', 'alarm.kind.SMOKE', '{keeper}', 'keeper', ?, ?, ?,
                        nextval('open_task_position'))""",
                task,
                "T-" + task.substring(0, 8),
                assignee,
                Timestamp.from(EIGHT),
                Timestamp.from(EIGHT.plus(within))));
    }
}
