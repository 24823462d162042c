package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.CaseFiles.Entry;
import care.nearkin.kernel.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What happened, as somebody who takes over the case reads it. */
@NearkinTest
class TimelineTest {

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    AccountsFile file;

    @Autowired
    Words words;

    Here operator;
    String number = "";

    @BeforeEach
    void anAlarm() {
        operator = Here.as("operator1", port, file);
        number = desk.ring();
    }

    @Test
    void anAnsweredTaskReadsAsWhatWasDoneAndFoundInBothLanguages() {
        answered("Task_CallBack", "alarm-call-back", "voiceResult=NO_ANSWER", "numberKind=HOME");
        answered("Task_CallFireBrigade", "alarm-call-fire", "fireCall=NOT_NEEDED");
        answered("Task_CallEmergency", "alarm-call", "calledNumber=120", "calledAt=2026-05-01T10:02+08:00");
        answered("Task_FollowUp", "alarm-follow-up", "wellNow=YES", "wantsConsultation=NO");

        assertThat(timeline("en"))
                .contains("Called back · No answer · Home phone")
                .contains("There is surely no fire")
                .contains("Called for help · 120 ambulance · At 1 May 2026, 10:02:00")
                .contains("Asked how they are · The person is well · Wants no consultation")
                .doesNotContain("What did you hear?", "Yes", "2026-05-01T");
        assertThat(timeline("zh"))
                .contains("已回拨 · 无人应答 · 家中电话")
                .contains("已呼叫救援 · 120 急救 · 拨打时间 2026年5月1日 10:02:00")
                .contains("已回访 · 平安 · 不想咨询居家照护服务")
                .doesNotContain("您听到了什么");
    }

    @Test
    void aCallToTheAlarmTelephoneOrToANeighbourIsNamedAsOnTheResidentsCard() {
        answered("Task_CallBack", "alarm-call-back", "voiceResult=NO_ANSWER", "numberKind=DEVICE");
        answered("Task_CallBack", "alarm-call-back", "voiceResult=OK_FALSE", "numberKind=CONTACT");

        assertThat(timeline("en"))
                .contains("No answer · " + words.say(Locale.ENGLISH, "people.phone.device"))
                .contains("All is well, a false alarm · A contact: neighbour, family");
        assertThat(timeline("zh"))
                .contains("无人应答 · " + words.say(Locale.CHINESE, "people.phone.device"))
                .contains("平安，是误报 · 联系人（邻居、家人）");
    }

    @Test
    void whatTheProgramSaidAgainAndAgainIsOneLineUntilSomebodyDoesSomething() {
        for (int i = 0; i < 3; i++) {
            said("alarm.decision-late", null);
            said("alarm.call-119", null);
        }
        said("task.answered", "operator1", "@alarm.Task_Acknowledge");
        said("alarm.decision-late", null);

        String timeline = timeline("en");
        assertThat(timeline.split("Rung for a decision", -1)).hasSize(3);
        assertThat(timeline.split("Rung: call 119 now", -1)).hasSize(2);
        assertThat(timeline.split("3 times, the last at", -1)).hasSize(3);
        assertThat(timeline.lastIndexOf("Rung for a decision")).isGreaterThan(timeline.indexOf("Took the alarm"));
    }

    private void answered(String task, String form, String... answers) {
        List<String> arguments = new ArrayList<>(List.of("@alarm." + task, "form:" + form));
        for (String answer : answers) {
            arguments.add(form + "." + answer);
        }
        said("task.answered", "operator1", arguments.toArray(String[]::new));
    }

    private void said(String kind, String by, String... arguments) {
        caseFiles.note(number, new Entry(kind, Instant.now(), by, List.of(arguments), null));
    }

    private String timeline(String language) {
        return operator.get("/cases/" + number + "/timeline", "Accept", "text/html", "Accept-Language", language)
                .body();
    }
}
