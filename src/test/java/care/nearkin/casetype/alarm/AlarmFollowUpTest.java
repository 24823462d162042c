package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static care.nearkin.casetype.alarm.TestDesk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Flows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The paths after an alarm: somebody asks how she is, asks again, goes there, and is reminded of it. */
@NearkinTest
class AlarmFollowUpTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Flows flows;

    @Autowired
    Alarms alarms;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    TestDesk desk;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void whoIsNotReachedIsAskedAgainTheSameDayAndTheNextAndThenVisited() {
        String number = calm();
        notReached(number);
        assertThat(desk.waiting(number)).isEmpty();
        time.pass(number, Duration.ofHours(4).minusSeconds(1));
        assertThat(desk.waiting(number)).isEmpty();
        time.pass(number, Duration.ofSeconds(1));
        notReached(number);
        time.pass(number, Duration.ofDays(1).minusSeconds(1));
        assertThat(desk.waiting(number)).isEmpty();
        time.pass(number, Duration.ofSeconds(1));
        notReached(number);
        assertThat(desk.waiting(number)).containsExactly("Task_HomeVisit");
        assertThat(caseFiles.find(number).orElseThrow().status()).isEqualTo(CaseFile.Status.OPEN);
        desk.complete(
                number,
                "Task_HomeVisit",
                CASEWORKER,
                Map.of("visitResult", "ELSEWHERE", "whereabouts", "with her son, says Li next door"));
        desk.assertClosed(number, Outcome.HELPED);
        assertThat(EngineTables.holding(jdbc, "says Li next door")).isEmpty();
    }

    @Test
    void whoIsReachedTheSecondTimeIsNotVisited() {
        String number = calm();
        notReached(number);
        String waits = Here.as("caseworker1", port, accounts)
                .get("/tasks/of/" + number, "Accept-Language", "zh")
                .body();
        assertThat(waits).contains("回访时间到").containsPattern("将于 [^<]*14:13");
        time.pass(number, Duration.ofHours(4));
        assertThat(flows.coming(number)).extracting(Flows.Coming::unless).containsOnly("Task_FollowUp");
        assertThat(Here.as("caseworker1", port, accounts)
                        .get("/tasks/of/" + number, "Accept-Language", "zh")
                        .body())
                .contains("若“")
                .doesNotContain("回访时间到");
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES"));
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void whoIsNotWellIsVisitedAndTheSupervisorHearsWhenNobodyGoes() {
        String number = calm();
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NO", "wantsConsultation", "YES"));
        assertThat(desk.waiting(number)).containsExactly("Task_HomeVisit");
        time.pass(number, Duration.ofHours(4));
        assertThat(standing(number, "alarm.visit-late")).isEqualTo(1);
        time.pass(number, Duration.ofHours(4));
        assertThat(standing(number, "alarm.visit-late")).as("said once").isEqualTo(1);
        assertThat(Collections.frequency(desk.told(number), "alarm.visit-late"))
                .as("told each time")
                .isEqualTo(2);
        desk.complete(
                number,
                "Task_HomeVisit",
                SUPERVISOR,
                Map.of("visitResult", "SEEN_UNWELL", "arranged", "doctor at five"));
        assertThat(standing(number, "alarm.visit-late")).isZero();
        desk.assertClosed(number, Outcome.HELPED);
    }

    @Test
    void whoIsNotFoundIsAnAlarmAgainLinkedWithTheFirst() {
        for (String found : List.of("NOT_FOUND", "IN_DANGER")) {
            String number = calm();
            desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NO"));
            desk.complete(number, "Task_HomeVisit", CASEWORKER, Map.of("visitResult", found));
            desk.assertClosed(number, Outcome.HELPED);
            List<CaseFiles.Link> links = caseFiles.links(number);
            assertThat(links).hasSize(1);
            String again = links.get(0).number();
            assertThat(desk.waiting(again)).containsExactly("Task_Acknowledge");
            assertThat(alarms.get(again).kind()).isEqualTo(AlarmKind.INACTIVITY);
        }
    }

    @Test
    void theCaseworkerIsRemindedEachDayThatNobodyAsked() {
        String number = calm();
        time.pass(number, Duration.ofDays(2));
        assertThat(standing(number, "alarm.reminder")).as("said once").isEqualTo(1);
        assertThat(Collections.frequency(desk.told(number), "alarm.reminder"))
                .as("told each time")
                .isEqualTo(2);
        assertThat(jdbc.queryForList("""
                        select distinct r.staff from notice_reader r join notice n on n.id = r.notice_id
                        where n.kind = 'alarm.reminder' and n.link = ?
                        """, String.class, "/cases/" + number)).contains("caseworker1", "supervisor1");
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES"));
        assertThat(standing(number, "alarm.reminder")).isZero();
    }

    /** An alarm that a talk has settled, on the next day when somebody is to ask. */
    private String calm() {
        String number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        time.pass(number, Duration.ofHours(24));
        return number;
    }

    private void notReached(String number) {
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "NOT_REACHED"));
    }

    /** Notices of this kind about the case that are not over. */
    private int standing(String number, String kind) {
        return Collections.frequency(desk.standing(number), kind);
    }
}
