package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.people.Address;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a maintainer has before her while she works: whom to phone, which device, where, and whether its signal came. */
@NearkinTest
class DevicePagesTest {

    private static final String HOME = "+86 571 8700 4312";
    private static final String DAUGHTERS = "+86 138 0571 4313";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    DeviceWork desk;

    @Autowired
    Devices devices;

    @Autowired
    Residents residents;

    @Autowired
    JdbcTemplate jdbc;

    final String person = "pages-" + UUID.randomUUID();
    Here maintainer;

    @BeforeEach
    void signIn() {
        maintainer = Here.as("maintainer1", port, accounts);
    }

    @Test
    void whoIsToTelephoneSeesWhomUnderWhichNumberAndItIsWrittenDown() {
        String device = desk.device(DeviceKind.DOOR, resident());
        String number = desk.tell(device, Matter.INSTALLATION);

        String panel = maintainer.page("/cases/" + number + "/device").body();

        assertThat(panel)
                .contains("Zhou Installed", "Lane 540", HOME, "Zhou Daughter", DAUGHTERS)
                .contains("tel:+8613805714313")
                .doesNotContain("heart", "??", "/residents/");
        assertThat(reads(number)).isEqualTo(1);
        String operators = Here.as("operator1", port, accounts)
                .page("/cases/" + number + "/device")
                .body();
        assertThat(operators).contains(device).doesNotContain(HOME);
        assertThat(reads(number)).isEqualTo(1);
    }

    @Test
    void whatIsOverNeedsNoTelephoneNumber() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, resident()), Matter.FAULT);
        Here.as("supervisor1", port, accounts)
                .submit("/tasks", "/cases/" + number + "/device/withdraw", Map.of("reason", "told twice"));

        assertThat(maintainer.page("/cases/" + number + "/device").body())
                .contains("Zhou Installed")
                .doesNotContain(HOME, DAUGHTERS);
        assertThat(reads(number)).isZero();
    }

    @Test
    void nobodyIsOfferedAPageThatIsForbiddenToHer() {
        String device = desk.device(DeviceKind.DOOR, resident());
        String number = desk.tell(device, Matter.FAULT);
        String page = "/devices/" + devices.find(device).orElseThrow().id();

        for (String path : List.of(page, "/devices?q=" + device)) {
            assertThat(maintainer.page(path).body()).contains("Zhou Installed").doesNotContain("\"/residents/");
            assertThat(Here.as("operator1", port, accounts).page(path).body()).contains("\"/residents/");
        }
        assertThat(maintainer.page("/cases/" + number + "/device").body()).contains("\"" + page + "\"");
        assertThat(Here.as("caseworker1", port, accounts)
                        .page("/cases/" + number + "/device")
                        .body())
                .doesNotContain("\"" + page + "\"");
    }

    @Test
    void everyTaskOfADeviceSaysWhichOneAndATestAlsoWhetherItsSignalCame() {
        String device = desk.device(DeviceKind.SOS, resident());
        String number = desk.tell(device, Matter.INSTALLATION);
        assertThat(taskPage(number)).contains("\"/cases/" + number + "/device\"");
        assertThat(maintainer.page("/cases/" + number + "/device?lang=en").body())
                .contains(device, "Call for help", "bedroom", "Zhou Installed", "Lane 540");
        desk.complete(number, "Task_Schedule", MAINTAINER, Map.of("appointment", "2099-01-01T10:00:00+08:00"));
        assertThat(taskPage(number)).contains("\"/cases/" + number + "/device\"");
        desk.complete(number, "Task_Install", MAINTAINER, Map.of("installResult", "IN_PLACE"));

        assertThat(taskPage(number))
                .contains("\"/cases/" + number + "/device\"")
                .contains("\"/cases/" + number + "/device/now\"", "\"load, sse:alarms, sse:tasks, sse:signals\"");
        assertThat(maintainer.page("/cases/" + number + "/device/now?lang=en").body())
                .contains("window is open until");
    }

    @Test
    void casesOfNobodyAreToldApartByTheirDeviceInBothLists() {
        String first = desk.device(DeviceKind.GATEWAY, null);
        String second = desk.device(DeviceKind.GATEWAY, null);
        List<String> numbers = List.of(desk.tell(first, Matter.GATEWAY_DEAD), desk.tell(second, Matter.GATEWAY_DEAD));

        assertThat(maintainer.page("/cases?number=" + numbers.get(0)).body())
                .contains(first + " · bedroom")
                .doesNotContain(second);
        assertThat(maintainer.page("/tasks?sort=newest").body()).contains(first + " · bedroom", second + " · bedroom");
    }

    @Test
    void timesInTheTimelineAreWrittenAsPeopleWriteThem() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.FAULT);
        desk.complete(number, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REPAIRED"));

        assertThat(maintainer.page("/cases/" + number + "/timeline?lang=en").body())
                .containsPattern("Test window open until [^<T]*\\d\\d:\\d\\d[^<TZ]*<");
    }

    @ParameterizedTest
    @EnumSource(
            value = Matter.class,
            names = {"OFFLINE", "BATTERY_EMPTY"})
    void whyToTelephoneIsSaidSoThatItIsTrueForEachReason(Matter matter) {
        String number = desk.tell(desk.device(DeviceKind.SOS, resident()), matter);
        String task = desk.work(number, "Task_PhoneCheck").id();

        assertThat(Here.as("operator1", port, accounts)
                        .get("/tasks/" + task + "/form", "Accept-Language", "en")
                        .body())
                .contains("cannot be relied on")
                .doesNotContain("says nothing", "lives alone");
    }

    @Test
    void anEmptyBatteryIsNotCalledADeviceThatCannotBeHeard() {
        String number = desk.tell(desk.device(DeviceKind.DOOR, null), Matter.BATTERY_EMPTY);

        assertThat(maintainer.page("/cases/" + number + "/timeline?lang=en").body())
                .contains("cannot be heard or its battery is empty");
    }

    private String taskPage(String number) {
        return maintainer.page("/tasks/" + desk.work(number).get(0).id()).body();
    }

    private long reads(String number) {
        return jdbc.queryForObject(
                "select count(*) from access_read where what = 'resident' and which = ? and why = ?",
                Long.class,
                person,
                number);
    }

    private long resident() {
        return residents
                .put(new Residents.Put(
                        person,
                        "Zhou Installed",
                        null,
                        null,
                        true,
                        Risk.HIGH,
                        null,
                        Address.of("Lane 540, door 7"),
                        "a weak heart",
                        new Phones(HOME, null, null),
                        null,
                        null,
                        List.of(new PutContact("Zhou Daughter", "daughter", null, DAUGHTERS, true))))
                .id();
    }
}
