package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the pages about an alarm offer and tell to whom. */
@NearkinTest
class AlarmPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TestDesk desk;

    @Autowired
    Alarms alarms;

    @Autowired
    AlarmHelp help;

    @Autowired
    AskAnswers answers;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    Estate estate;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Residents residents;

    @Autowired
    EngineTime time;

    Here operator;

    @BeforeEach
    void signIn() {
        operator = Here.as("operator1", port, file);
    }

    @Test
    void anOpenStepIsOpenedAndARingingAlarmTakenFromTheCasesPage() {
        String number = desk.ring();
        assertThat(seen(operator, "/cases/" + number)).contains("hx-get=\"/cases/" + number + "/alarm/now\"");
        assertThat(seen(operator, "/tasks/of/" + number)).containsPattern("class=\"button\">Open<");
        assertThat(seen(Here.as("caseworker1", port, file), "/cases/" + number + "/alarm/now"))
                .isEmpty();
        assertThat(seen(operator, "/cases/" + number + "/alarm/now")).contains("Take it");

        var taken = operator.submit("/me/password", "/desk/" + number + "/take", Map.of());

        assertThat(taken.headers().firstValue("Location").orElseThrow()).contains("/tasks/");
        assertThat(seen(operator, "/cases/" + number + "/alarm/now")).isEmpty();
    }

    /** One click on an empty form is no alarm of somebody unknown at every desk. */
    @Test
    void anAlarmOfNobodyFromNowhereIsNotOpenedByHand() {
        String count = "select count(*) from alarm";
        Integer before = jdbc.queryForObject(count, Integer.class);
        var page = operator.submit("/alarms/new", "/alarms/new", Map.of("kind", "SOS", "via", "PHONE", "story", " "));

        assertThat(page.body())
                .containsAnyOf("Choose who it is, or write down what the caller says and where.", "请选择是谁");
        assertThat(jdbc.queryForObject(count, Integer.class)).isEqualTo(before);
    }

    @Test
    void theRoomIsSaidWithTheAddressAndWhenAKeyHolderCanBeReached() {
        String number = ringAtWangs();
        String card = seen(operator, "/cases/" + number + "/resident");
        assertThat(card.replaceAll("<[^>]*>|\\s+", " "))
                .containsPattern("502.{1,80}kitchen")
                .containsPattern("Guard Zhao .{0,40}at any hour")
                .containsPattern("Li Guiying .{0,40}07:00.21:00");
        String nobody = desk.ring();
        assertThat(seen(operator, "/cases/" + nobody + "/resident")).contains("bedroom");
    }

    @Test
    void whoMayTakeAnAlarmThatNobodyTookIsToldSoInHerWords() {
        String number = desk.ring();
        time.pass(number, Duration.ofMinutes(3));
        assertThat(seen(operator, "/desk?show=" + number))
                .contains("a supervisor has been called. Take it if you can.")
                .doesNotContain("a supervisor must take it now");
        assertThat(seen(Here.as("supervisor1", port, file), "/desk?show=" + number))
                .contains("a supervisor must take it now");
    }

    @Test
    void whatHurtsMostStandsFirstAtTheDesk() {
        estate.leftoversOfOtherTestsAreOver();
        Estate.Lane lane = estate.lane();
        Instant now = Instant.now();
        String taken = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("1"), null, now);
        String leak = lane.rings(AlarmKind.LEAK, Severity.MAJOR, lane.resident("2"), null, now.minusSeconds(30));
        String later = lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("3"), null, now.minusSeconds(10));
        String first = lane.rings(AlarmKind.FALL, Severity.CRITICAL, lane.resident("4"), null, now.minusSeconds(20));
        desk.complete(taken, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        Here here = new Here(port);
        here.signIn(lane.operator(), Estate.PASSWORD);

        String page = seen(here, "/desk");
        String list = page.substring(page.indexOf("class=\"others\""));

        assertThat(list).containsSubsequence(first, later, leak, taken);
        assertThat(page).containsPattern("<section [^>]*aria-label=\"" + first);
    }

    @Test
    void ofSeveralStepsTheOneWhoseTimeRunsOutFirstIsOffered() {
        TestNeighbours.Home home =
                neighbours.home().atRisk(Risk.HIGH).contact("Li", true).lives();
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            desk.complete(
                    number,
                    "Task_CallBack",
                    TestDesk.OPERATOR,
                    Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        }
        desk.complete(number, "Task_CallEmergency", TestDesk.OPERATOR, Map.of("calledNumber", "120", "reference", "9"));
        answers.answer(help.of(number).get(0).id(), Ask.State.THERE, null);
        assertThat(desk.work(number, "Task_StayInTouch").due())
                .isAfter(desk.work(number, "Task_Hear").due());

        assertThat(seen(operator, "/desk?show=" + number))
                .containsPattern("Next:</span>\\s*<strong>Hear from whoever is there");
    }

    @Test
    void aPersonsCasesAreOnHerPage() {
        String number = ringAtWangs();
        long wang = residents.idOf("S001").orElseThrow();
        assertThat(seen(operator, "/residents/" + wang)).contains("hx-get=\"/cases/of/" + wang + "\"");
        assertThat(seen(operator, "/cases/of/" + wang)).contains("/cases/" + number, "Smoke");
        assertThat(seen(operator, "/cases/of/" + residents.idOf("S002").orElseThrow()))
                .doesNotContain(number);
        assertThat(operator.page("/cases/of/nobody").statusCode()).isEqualTo(400);
    }

    /** Alarms of no area are on everybody's screen, which shows so many and no more. */
    private String ringAtWangs() {
        return alarms.raise(new RaiseAlarm(
                        AlarmKind.SMOKE,
                        AlarmCase.Severity.CRITICAL,
                        "because.alarm.fire",
                        residents.idOf("S001").orElseThrow(),
                        "lane540",
                        null,
                        "kitchen",
                        Instant.now(),
                        null,
                        null))
                .caseNumber();
    }

    private static String seen(Here person, String path) {
        return person.get(path, "Accept", "text/html", "Accept-Language", "en").body();
    }
}
