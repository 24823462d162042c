package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.Tasks;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** While somebody is absent her work is on her deputy's list, who may take it over at once. */
@NearkinTest
class DeputyWorkTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String number;
    private String task;

    @BeforeEach
    void sheHoldsAStepAndIsNotThere() {
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);
    }

    @AfterEach
    void sheIsBack() {
        write("delete from absence where person = 'operator1'");
    }

    private void absent(String deputy) {
        write("""
                insert into absence (person, deputy, first_day, last_day, entered_by, entered_at)
                values ('operator1', '%s', current_date - 1, current_date + 1, 'supervisor1', now())
                """.formatted(deputy));
    }

    private void write(String sql) {
        transaction.executeWithoutResult(tx -> jdbc.update(sql));
    }

    private Here as(String name) {
        return Here.as(name, port, accounts);
    }

    private int takeOver(String name) {
        return as(name).submit("/me/password", "/tasks/" + task + "/take-over", Map.of())
                .statusCode();
    }

    @Test
    void herDeputySeesItAsHersAndTakesItOver() {
        assertThat(as("operator2").page("/tasks?view=mine").body()).doesNotContain("/tasks/" + task);
        assertThat(takeOver("operator2")).isEqualTo(409);
        absent("operator2");
        assertThat(as("operator2").page("/tasks?view=mine").body()).contains("/tasks/" + task);
        assertThat(as("operator2").page("/tasks/" + task).body()).contains("/take-over");

        assertThat(takeOver("operator2")).isEqualTo(302);

        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator2");
    }

    @Test
    void whoDoesNoSuchStepsDoesNotBecauseSheIsADeputy() {
        absent("caseworker1");
        assertThat(as("caseworker1").page("/tasks?view=mine").body()).doesNotContain("/tasks/" + task);
        assertThat(takeOver("caseworker1")).isEqualTo(404);
        assertThat(desk.work(number, "Task_CallBack").assignee()).isEqualTo("operator1");
    }

    @Test
    void whoHandsOnWorkSeesWhoIsAbsent() {
        absent("operator2");
        tasks.takeOver(task, TestDesk.SUPERVISOR);
        assertThat(as("supervisor1").page("/tasks/" + task).body()).contains("今天不在");
    }
}
