package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A supervisor sees who has how much, in her areas only. */
@NearkinTest
class WorkLoadTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    private Estate.Lane lane;
    private String number;

    @BeforeEach
    void twoAlarmsOneTaken() {
        lane = estate.lane();
        number = lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
        lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("4"), null, Instant.now());
        tasks.claim(desk.work(number).get(0).id(), new Worker(lane.operator(), Set.of("operator")));
    }

    private Here supervisor() {
        return lane.somebody(port, Group.SUPERVISOR);
    }

    @Test
    void whatLiesWithWhomAndWhatWithNobody() {
        Here supervisor = supervisor();
        Estate.Lane other = estate.lane();
        String csv = supervisor.page("/load/export").body();
        assertThat(csv.lines().skip(1).map(line -> line.split(",")[1]).toList())
                .as("what nobody has first, then from the most on")
                .contains("1")
                .endsWith("0");
        String page = supervisor.page("/load").body();
        assertThat(page).contains("holder=" + lane.operator()).doesNotContain(other.operator());
        assertThat(supervisor()
                        .page("/tasks?view=all&holder=" + lane.operator())
                        .body())
                .contains(number);
    }

    @Test
    void itNarrowsToAGroupAndAKindOfCase() {
        assertThat(supervisor().page("/load/export?type=device").body().lines().skip(1))
                .allMatch(line -> line.split(",")[1].equals("0"));
        assertThat(supervisor()
                        .page("/load/export?group=MAINTAINER")
                        .body()
                        .lines()
                        .skip(1))
                .noneMatch(line -> line.split(",")[1].equals("1"));
        assertThat(supervisor().page("/load?sort=nonsense&after=-3").statusCode())
                .isEqualTo(200);
    }

    @Test
    void itIsNobodyElsesBusiness() {
        Here operator = Here.as("operator1", port, accounts);
        assertThat(operator.page("/load").statusCode()).isEqualTo(403);
        assertThat(operator.page("/load/export").statusCode()).isEqualTo(403);
    }

    @Test
    void itIsForEverybodyToRead() {
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                person.as("supervisor1", accounts.passwordOf("supervisor1", "")).go("/load");
                person.picture("load");
                person.isForEverybody();
            }
        }
    }
}
