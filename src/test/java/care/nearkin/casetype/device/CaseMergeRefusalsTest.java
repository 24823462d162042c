package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.TwoCases;
import care.nearkin.access.Group;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.people.ResidentCard.Risk;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is not merged, by whom not, and how it is said; nothing that was typed is lost. */
@NearkinTest
class CaseMergeRefusalsTest {

    @LocalServerPort
    int port;

    @Autowired
    Quarter quarter;

    @Autowired
    DeviceWork desk;

    private Quarter.Lane lane;
    private Here supervisor;
    private long person;
    private String first;
    private String second;

    @BeforeEach
    void twoDevicesOfOneHome() {
        lane = quarter.lane();
        supervisor = lane.somebody(port, Group.SUPERVISOR);
        person = lane.resident("502");
        first = lane.tell(lane.device(person), Matter.FAULT);
        second = lane.tell(lane.device(lane.resident("502")), Matter.TAMPER);
    }

    private void merge(String ending, String leading) {
        HttpResponse<String> answer = TwoCases.merge(supervisor, ending, leading, "the router was moved");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/cases/" + leading);
    }

    private void refused(String ending, String leading, String english, String chinese) {
        assertThat(TwoCases.look(supervisor, ending, leading, "zh-CN").body())
                .contains(chinese)
                .doesNotContain("name=\"state\"");
        HttpResponse<String> answer = TwoCases.merge(supervisor, ending, leading, "x", "<one matter>", "en");
        assertThat(answer.statusCode()).as(english).isEqualTo(409);
        assertThat(answer.body()).contains(english, "&lt;one matter&gt;");
    }

    @Test
    void whyIsNeverLeftOut() {
        String state = TwoCases.state(TwoCases.look(supervisor, second, first, "en"));
        HttpResponse<String> answer = TwoCases.merge(supervisor, second, first, state, " ", "en");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Please say why.");
        assertThat(TwoCases.merge(supervisor, second, first, state, "x".repeat(501), "en")
                        .body())
                .contains("At most 500 characters.", "x".repeat(501));
        assertThat(desk.file(second).mergedInto()).isNull();
    }

    @Test
    void whatIsOverMergedOrSomebodyElsesIsNotMerged() {
        String third = lane.tell(lane.device(person), Matter.FAULT);
        merge(third, second);
        refused(third, first, third + " has been merged already.", third + " 已经合并过了");
        merge(second, first);
        refused(first, second, second + " has been merged already.", second + " 已经合并过了");

        String next = lane.tell(lane.device(lane.resident("601")), Matter.FAULT);
        refused(next, first, "people who do not live together", "居民不住在一起");
        String alarm = desk.alarmOf(lane.device(person));
        refused(first, alarm, "Only cases of the same type", "只有同一类型的个案");
        desk.falseAlarm(alarm);
        desk.complete(first, "Task_Visit", MAINTAINER, Map.of("found", "FINE", "done", "REMOVED"));
        String fourth = lane.tell(lane.device(person), Matter.FAULT);
        refused(fourth, first, first + " is closed already.", first + " 已结案");

        for (String wrong : List.of(fourth, "DV-2026-999999", "")) {
            assertThat(TwoCases.merge(supervisor, fourth, wrong, "x", "x", "en").statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void whatMustStillBeDoneForADeviceIsNotEndedForAnother() {
        String fresh = desk.tell(lane.device(person), Matter.INSTALLATION);
        refused(fresh, first, "An installation is not merged", "安装个案不能合并");
        refused(first, fresh, "An installation is not merged", "安装个案不能合并");

        long alone = lane.resident("701", Risk.HIGH);
        String silent = lane.tell(lane.device(alone), Matter.OFFLINE);
        String loose = lane.tell(lane.device(alone), Matter.FAULT);
        assertThat(desk.waiting(silent)).contains("Task_PhoneCheck");
        refused(silent, loose, "somebody must still phone", "还须打电话");
        merge(loose, silent);

        desk.complete(first, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REPAIRED"));
        assertThat(desk.waiting(first)).contains("Task_Test");
        refused(first, second, first + " waits for the test", first + " 正在等待设备测试");
        refused(second, first, first + " has been seen to already", first + " 已上门处理过");
    }

    @Test
    void nobodyButASupervisorWhoMaySeeBothMerges() {
        for (Group group : List.of(Group.OPERATOR, Group.CASEWORKER, Group.MAINTAINER, Group.MANAGER, Group.ADMIN)) {
            Here other = lane.somebody(port, group);
            assertThat(other.page("/cases/" + second + "/onward").body())
                    .as(group.key())
                    .doesNotContain("/merge");
            assertThat(TwoCases.look(other, second, first, "en").statusCode())
                    .as(group.key())
                    .isEqualTo(403);
            assertThat(TwoCases.merge(other, second, first, "x", "x", "en").statusCode())
                    .as(group.key())
                    .isEqualTo(403);
        }
        assertThat(supervisor.page("/cases/" + second + "/onward").body()).contains("/merge");
        Quarter.Lane away = quarter.lane();
        Here stranger = away.somebody(port, Group.SUPERVISOR);
        assertThat(TwoCases.look(stranger, second, first, "en").statusCode()).isEqualTo(404);
        String theirs = away.tell(away.device(away.resident("1")), Matter.FAULT);
        HttpResponse<String> hidden = TwoCases.merge(stranger, theirs, first, "x", "typed", "en");
        assertThat(hidden.statusCode()).isEqualTo(400);
        assertThat(hidden.body())
                .contains("There is no case", "that you may see")
                .doesNotContain("502");
        assertThat(desk.file(theirs).mergedInto()).isNull();
        assertThat(desk.file(second).mergedInto()).isNull();
    }
}
