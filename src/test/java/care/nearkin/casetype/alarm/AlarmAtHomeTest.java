package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.Channel;
import care.nearkin.notification.Messages;
import care.nearkin.notification.Sent;
import care.nearkin.notification.TestWebhooks;
import care.nearkin.people.Responders.Kind;
import care.nearkin.signal.Device.Can;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What devices at home say and sound while help comes, and by which ways people outside are written and spoken to. */
@NearkinTest
class AlarmAtHomeTest {

    @Autowired
    TestDesk desk;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    TestWebhooks webhooks;

    @Autowired
    Devices devices;

    @Autowired
    AlarmHelp help;

    @Autowired
    AskAnswers answers;

    @Autowired
    Messages messages;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    EngineTime time;

    @Test
    void sheHearsThatSomebodyWasAskedAndThatSomebodyIsOnTheWay() {
        TestNeighbours.Home home = home(Can.VOICE);
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = silent(AlarmKind.SOS, home);
        assertThat(said(number)).containsExactly("alarm.at-home-HELP_ASKED");
        answers.answer(ask(number, "Chen"), State.COMING, null);
        assertThat(said(number)).containsExactly("alarm.at-home-HELP_ASKED", "alarm.at-home-HELP_COMING");
        assertThat(caseFiles.timeline(number))
                .extracting(TimelineEntry::kind)
                .contains("alarm.at-home-HELP_ASKED", "alarm.at-home-HELP_COMING");
    }

    @Test
    void aFireThatNobodyAnswersSoundsTheSirenUntilSomebodyIsThere() {
        TestNeighbours.Home home = home(Can.SIREN, Can.VOICE);
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = desk.ring(AlarmKind.SMOKE, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        time.pass(number, Duration.ofSeconds(60));
        assertThat(said(number)).containsExactly("alarm.at-home-GET_OUT");
        assertThat(messages.of("alarm-siren:" + number)).hasSize(1);
        assertThat(messages.of("alarm-silence:" + number)).isEmpty();
        answers.answer(ask(number, "Chen"), State.THERE, null);
        assertThat(messages.of("alarm-siren:" + number)).extracting(Sent::state).containsExactly(Sent.State.RECALLED);
        assertThat(messages.of("alarm-silence:" + number)).hasSize(1);
    }

    @Test
    void whoeverIsOutOrIsHeardIsNotSounded() {
        for (Map<String, Object> call : List.<Map<String, Object>>of(
                Map.of("numberKind", "MOBILE", "voiceResult", "NO_ANSWER", "personHome", "NO"),
                Map.of("numberKind", "HOME", "voiceResult", "DISTRESS", "personHome", "YES"))) {
            TestNeighbours.Home home = home(Can.SIREN, Can.VOICE);
            String number = desk.ring(AlarmKind.SMOKE, "nearkin:x" + home.area(), home.resident())
                    .caseNumber();
            desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
            desk.complete(number, "Task_CallBack", OPERATOR, call);
            time.pass(number, Duration.ofSeconds(60));
            assertThat(messages.of("alarm-siren:" + number)).as(call.toString()).isEmpty();
        }
    }

    @Test
    void withAnIntruderOrThePoliceNothingIsSaidAndNothingSounds() {
        TestNeighbours.Home home = home(Can.SIREN, Can.VOICE);
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String intruder = desk.ring(AlarmKind.INTRUSION, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        time.pass(intruder, Duration.ofSeconds(180));
        assertThat(help.of(intruder)).isNotEmpty();
        assertThat(said(intruder)).isEmpty();

        String violence = silent(AlarmKind.SOS, home(Can.SIREN, Can.VOICE));
        int before = said(violence).size();
        desk.complete(violence, "Task_Guide", OPERATOR, Map.of("guide", "NEEDS_EMERGENCY", "serviceNumber", "110"));
        desk.complete(violence, "Task_Guide", OPERATOR, Map.of("guide", "COMING", "comingKind", "CONTACT"));
        assertThat(said(violence)).hasSize(before);
        assertThat(messages.of("alarm-siren:" + violence)).isEmpty();
    }

    @Test
    void aHomeWithoutSuchDevicesIsAskedNothing() {
        String number = silent(AlarmKind.SOS, home());
        assertThat(said(number)).isEmpty();
        assertThat(caseFiles.timeline(number))
                .extracting(TimelineEntry::kind)
                .noneMatch(kind -> kind.startsWith("alarm.at-home"));
    }

    @Test
    void whoCannotBeWrittenToIsSpokenToAndWhereALifeIsAtStakeEverybodyIs() {
        TestNeighbours.Home home = neighbours
                .home()
                .contact("Fixed", "0571-8765 4321", null, Locale.SIMPLIFIED_CHINESE)
                .contact("Mobile", "+86 138 0000 0000", "m@example.org", Locale.ENGLISH)
                .lives();
        webhooks.carry(home.area(), Channel.VOICE);
        String number = silent(AlarmKind.SOS, home);
        assertThat(ways(number, "Fixed")).containsExactly("alarm.contact-call VOICE");
        assertThat(ways(number, "Mobile"))
                .containsExactlyInAnyOrder("alarm.contact MAIL", "alarm.contact SMS", "alarm.contact-call VOICE");
    }

    @Test
    void withoutAWayToSpeakEveryPhoneIsWrittenTo() {
        TestNeighbours.Home home = neighbours
                .home()
                .contact("Fixed", "0571-8765 4321", null, Locale.SIMPLIFIED_CHINESE)
                .lives();
        String number = silent(AlarmKind.SOS, home);
        assertThat(ways(number, "Fixed")).containsExactly("alarm.contact SMS");
    }

    @Test
    void whoIsStoodDownReadsItByEveryWayAndInHerLanguage() {
        TestNeighbours.Home home = neighbours
                .home()
                .contact("Ann", "+44 20 7946 0000", "ann@example.org", Locale.ENGLISH)
                .lives();
        String number = silent(AlarmKind.SOS, home);
        desk.complete(number, "Task_Guide", OPERATOR, Map.of("guide", "THERE", "comingKind", "GUARD"));
        desk.complete(
                number,
                "Task_Hear",
                OPERATOR,
                Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        assertThat(messages.of("alarm-stand-down:" + number))
                .extracting(Sent::channel)
                .containsExactlyInAnyOrder(Channel.SMS, Channel.MAIL);
        assertThat(jdbc.queryForList(
                        "select distinct language from outgoing where key like ?",
                        String.class,
                        "alarm-stand-down:" + number + ":%"))
                .containsExactly("en");
    }

    @Test
    void anotherAlarmOfTheSamePersonWithinTenMinutesIsShownOnBoth() {
        TestNeighbours.Home home = neighbours.home().lives();
        String fall = desk.ring(AlarmKind.FALL, "nearkin:f" + home.area(), home.resident())
                .caseNumber();
        Alarms.Raised smoke = desk.ring(AlarmKind.SMOKE, "nearkin:s" + home.area(), home.resident());
        assertThat(smoke.opened()).isTrue();
        assertThat(links(fall)).containsExactly(smoke.caseNumber() + " SAME_PERSON");
        assertThat(links(smoke.caseNumber())).containsExactly(fall + " SAME_PERSON");
        assertThat(caseFiles.timeline(fall)).extracting(TimelineEntry::kind).contains("case.linked");
        assertThat(desk.waiting(fall)).containsExactly("Task_Acknowledge");

        TestNeighbours.Home neighbour = neighbours.home().lives();
        String hers = desk.ring(AlarmKind.FALL, "nearkin:f" + neighbour.area(), neighbour.resident())
                .caseNumber();
        assertThat(links(hers)).isEmpty();
    }

    @Test
    void anAlarmThatIsOverOrOlderIsNotShownWithTheNext() {
        TestNeighbours.Home home = neighbours.home().lives();
        String over = desk.ring(AlarmKind.FALL, "nearkin:f" + home.area(), home.resident())
                .caseNumber();
        desk.complete(over, "Task_Acknowledge", OPERATOR, Map.of());
        desk.complete(over, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(over, "Task_Assess", OPERATOR, Map.of("finding", "FALSE_PERSON"));
        String older = desk.ring(AlarmKind.LEAK, "nearkin:l" + home.area(), home.resident())
                .caseNumber();
        transactions.executeWithoutResult(begun ->
                jdbc.update("update alarm set rung_at = rung_at - interval '11 minutes' where case_number = ?", older));
        String now = desk.ring(AlarmKind.SOS, "nearkin:s" + home.area(), home.resident())
                .caseNumber();
        assertThat(links(now)).isEmpty();
    }

    private TestNeighbours.Home home(Can... can) {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        if (can.length > 0) {
            devices.put(
                    "nearkin:" + UUID.randomUUID(),
                    new Devices.Registration(
                            DeviceKind.SIREN,
                            home.resident(),
                            "hall",
                            null,
                            null,
                            false,
                            null,
                            Map.of(),
                            home.area(),
                            Set.of(can)));
        }
        return home;
    }

    private String silent(AlarmKind kind, TestNeighbours.Home home) {
        String number = desk.ringAt(kind, home);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        }
        return number;
    }

    private List<String> said(String number) {
        return messages.of("alarm-home:" + number).stream().map(Sent::kind).toList();
    }

    private List<String> ways(String number, String name) {
        return messages.of("alarm-ask:" + number + ":" + ask(number, name)).stream()
                .map(sent -> sent.kind() + " " + sent.channel())
                .toList();
    }

    private List<String> links(String number) {
        return caseFiles.links(number).stream()
                .map(link -> link.number() + " " + link.kind())
                .toList();
    }

    private long ask(String number, String name) {
        return help.of(number).stream()
                .filter(ask -> ask.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
