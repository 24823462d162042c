package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.Residents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

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
    void aPersonsCasesAreOnHerPage() {
        String number = ringAtWangs();
        long wang = residents.idOf("S001").orElseThrow();
        assertThat(seen(operator, "/residents/" + wang)).contains("hx-get=\"/cases/of/" + wang + "\"");
        assertThat(seen(operator, "/cases/of/" + wang)).contains("/cases/" + number, "Smoke");
        assertThat(seen(operator, "/cases/of/" + residents.idOf("S002").orElseThrow()))
                .doesNotContain(number);
        assertThat(operator.page("/cases/of/nobody").statusCode()).isEqualTo(400);
    }

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
