package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.people.Residents;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.worklist.WorkItem;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose alarm it is may be found out while it rings; those who serve her area see it, the others do not. */
@NearkinTest
class PersonFoundTest {

    private static final String PASSWORD = "a password for tests 1";

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    Devices devices;

    @Autowired
    Residents residents;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    Alarms alarms;

    @Autowired
    Teams teams;

    @Autowired
    StaffAccounts staff;

    @Autowired
    TransactionTemplate transactions;

    final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theOpenAlarmOfAnUnknownDeviceGetsItsPersonWhenTheDeviceIsRegistered() {
        String device = "nearkin:found-" + run;
        String number = desk.ring(AlarmKind.SMOKE, device).caseNumber();
        long resident = residents.idOf("S001").orElseThrow();
        String area = residents.brief(resident).orElseThrow().area();

        devices.put(device, Devices.Registration.of(DeviceKind.SMOKE, resident, "kitchen"));

        assertThat(caseFiles.find(number).orElseThrow().resident()).isEqualTo(resident);
        assertThat(alarms.get(number).resident()).isEqualTo(resident);
        assertThat(alarms.get(number).room()).isEqualTo("kitchen");
        assertThat(desk.work(number)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.resident()).isEqualTo(resident);
            assertThat(task.area()).isEqualTo(area);
        });
        assertThat(desk.ring(AlarmKind.SMOKE, device, resident).caseNumber())
                .as("the next message joins it")
                .isEqualTo(number);
        transactions.executeWithoutResult(
                status -> alarms.withdraw(number, AlarmCase.Outcome.WITHDRAWN, "supervisor1", "test"));
    }

    @Test
    void theScreenShowsTheAlarmsOfOnesOwnAreasOnly() {
        transactions.executeWithoutResult(status -> {
            for (String side : new String[] {"east", "west"}) {
                teams.putArea(side + run, side);
                teams.putTeam(side + run, Set.of(side + run), false);
                staff.putSample(
                        new NewStaff(side + "-" + run, side, Set.of(Group.OPERATOR), side + run, null, null), PASSWORD);
            }
        });
        String number = desk.ringIn("east" + run);

        assertThat(screen("east").contains(number)).isTrue();
        assertThat(screen("west").contains(number)).isFalse();
        assertThat(desk.work(number)).extracting(WorkItem::area).containsOnly("east" + run);
    }

    private String screen(String side) {
        Here here = new Here(port);
        here.signIn(side + "-" + run, PASSWORD);
        return here.page("/desk").body();
    }
}
