package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.EngineTime;
import care.nearkin.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom an alarm is about: two in one flat, somebody else's button, a child. */
@NearkinTest
class AlarmAboutTest {

    @Autowired
    Alarms alarms;

    @Autowired
    AlarmAbout about;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    TestDesk desk;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.parse("2026-06-01T02:13:05Z"));
    }

    @Test
    void herButtonWasPressedForHerHusband() {
        TestNeighbours.Home wife = neighbours.home().lives();
        TestNeighbours.Home husband = neighbours.home().contact("Son", false).lives();
        String device = "nearkin:x" + wife.area();
        String number = desk.ring(AlarmKind.SOS, device, wife.resident()).caseNumber();

        about.isAbout(number, husband.key(), "operator1", "she says that he fell");

        assertThat(alarms.get(number).resident()).isEqualTo(husband.resident());
        assertThat(caseFiles.find(number).orElseThrow().resident()).isEqualTo(husband.resident());
        assertThat(caseFiles.timeline(number)).extracting(TimelineEntry::kind).contains("alarm.about");
        assertThat(desk.ring(AlarmKind.SOS, device, husband.resident()).opened())
                .as("his next press joins it")
                .isFalse();
        assertThat(desk.ring(AlarmKind.SOS, device, wife.resident()).opened())
                .as("hers is her own")
                .isTrue();
    }

    @Test
    void nobodyIsMistakenForNobodyAndTheReasonIsAsked() {
        TestNeighbours.Home home = neighbours.home().lives();
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        refused("resident", () -> about.isAbout(number, "nobody at all", "operator1", "why"));
        refused("resident", () -> about.isAbout(number, home.key(), "operator1", "why"));
        refused("reason", () -> about.isAbout(number, home.key(), "operator1", " "));
    }

    @Test
    void anAlarmAboutAChildIsLeftForThoseWhoProtectChildren() {
        TestNeighbours.Home child =
                neighbours.home().born(LocalDate.parse("2008-06-02")).lives();
        TestNeighbours.Home grown =
                neighbours.home().born(LocalDate.parse("2008-06-01")).lives();
        String number = ended(child);
        assertThat(caseFiles.handedOver("protection", 500))
                .extracting(CaseFiles.HandOver::number)
                .contains(number)
                .doesNotContain(ended(grown));
        assertThat(desk.told(number)).contains("alarm.minor");
        assertThat(caseFiles.timeline(number)).extracting(TimelineEntry::kind).contains("case.handed-over");
    }

    private String ended(TestNeighbours.Home home) {
        String number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));
        desk.complete(number, "Task_Assess", OPERATOR, Map.of("finding", "HELPED_BY_TALK"));
        return number;
    }

    private static void refused(String field, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo(field));
    }
}
