package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.StaffAccounts;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Many alarms of one building or gateway within minutes are one matter on the screen; smoke never is. */
@NearkinTest
class StormTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    StormWatch watch;

    @Autowired
    TestDesk desk;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    AccountsFile accounts;

    @Autowired
    StaffAccounts staff;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Estate.Lane lane;

    @BeforeEach
    void aLane() {
        lane = estate.lane();
    }

    @Test
    void aStormOfOneBuildingIsOneBlockAndTheSmokeInItsMidstStaysAloneAndFirst() throws Exception {
        List<String> sensors = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sensors.add(lane.sensor(i == 3 ? DeviceKind.SMOKE : DeviceKind.LEAK, lane.resident("3"), null));
        }
        transaction.executeWithoutResult(
                tx -> gateways.putSample("storm-gateway", "storm-secret", List.of("nearkin/#"), List.of()));
        try (TestGateway gateway = TestGateway.connect(broker.url(), "storm-gateway", "storm-secret")) {
            for (int i = 0; i < 7; i++) {
                gateway.publish(
                        "nearkin/" + sensors.get(i).substring("nearkin:".length()) + (i == 3 ? "/smoke" : "/leak"),
                        "1");
            }
        }
        await().until(() -> alarmsHere().size() == 7);
        String smoke = jdbc.queryForObject(
                "select case_number from alarm where area = ? and kind = 'SMOKE'", String.class, lane.area());
        watch.round();

        assertThat(lane.storms()).hasSize(1);
        assertThat(lane.storms().get(0)).containsEntry("place_kind", "BUILDING").containsEntry("members", 6L);
        assertThat(lane.storms().get(0).get("name")).isEqualTo(lane.building("3"));
        assertThat(membersOf(smoke)).isZero();

        String page = operator().page("/desk").body();
        assertThat(rowsOf(page)).contains(smoke).doesNotContainAnyElementsOf(without(smoke));
        int block = page.indexOf("class=\"storms\"");
        assertThat(page.indexOf("/desk?show=" + smoke)).isPositive().isLessThan(block);
        String storm = page.substring(block);
        assertThat(storm).contains(lane.building("3"));
        assertThat(storm.indexOf("/desk?show=" + smoke)).isPositive().isLessThan(storm.indexOf("<dl class=\"facts\""));
        String own = operator().page("/storms/" + lane.storm()).body();
        assertThat(own.indexOf(smoke)).isPositive().isLessThan(own.indexOf("id=\"list\""));
        assertThat(own.substring(own.indexOf("id=\"list\"")))
                .contains(without(smoke))
                .doesNotContain(smoke);
        String ringing = operator().page("/desk/ringing").body();
        assertThat(ringing).contains(smoke + "x", "S" + lane.storm() + "x");
    }

    @Test
    void aGatewayOfSeveralBuildingsIsOneStorm() {
        String gateway = "nearkin:box-" + lane.area();
        for (int i = 0; i < 5; i++) {
            long resident = lane.resident(String.valueOf(i));
            lane.rings(
                    AlarmKind.TEMPERATURE,
                    Severity.MAJOR,
                    resident,
                    lane.sensor(DeviceKind.TEMPERATURE, resident, gateway),
                    begin.plusSeconds(i));
        }
        watch.round();

        List<Map<String, Object>> found = jdbc.queryForList("select * from alarm_storm where place = ?", gateway);
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).containsEntry("place_kind", "GATEWAY").containsEntry("name", gateway);
    }

    @Test
    void fourAreNoStormAndTheFifthMakesOneOfAll() {
        for (int i = 0; i < 4; i++) {
            lane.leak("1", begin.plusSeconds(i));
        }
        watch.round();
        assertThat(lane.storms()).isEmpty();

        lane.leak("1", begin.plusSeconds(5));
        watch.round();

        assertThat(lane.storms()).hasSize(1);
        assertThat(lane.storms().get(0)).containsEntry("members", 5L);
    }

    @Test
    void tenMinutesToTheSecondAreOneStormAndASecondMoreIsNone() {
        for (int i = 0; i < 4; i++) {
            lane.leak("in", begin.plusSeconds(i));
            lane.leak("out", begin.plusSeconds(i));
        }
        lane.leak("in", begin.plus(Duration.ofMinutes(10)));
        lane.leak("out", begin.plus(Duration.ofMinutes(10)).plusSeconds(1));
        watch.round();

        assertThat(lane.storms()).extracting(storm -> storm.get("name")).containsExactly(lane.building("in"));
    }

    @Test
    void smokeDoesNotCountAndIsNeverAMember() {
        for (int i = 0; i < 4; i++) {
            lane.leak("1", begin.plusSeconds(i));
        }
        for (AlarmKind kind : List.of(AlarmKind.SMOKE, AlarmKind.GAS, AlarmKind.CO)) {
            lane.rings(kind, Severity.MAJOR, lane.resident("1"), null, begin.plusSeconds(5));
        }
        watch.round();
        assertThat(lane.storms()).isEmpty();
    }

    @Test
    void twoStormsAtOnceAreTwoAndTwoNodesOpenEachOnce() throws Exception {
        for (int i = 0; i < 6; i++) {
            lane.leak("1", begin.plusSeconds(i));
            lane.leak("2", begin.plusSeconds(i));
        }
        CompletableFuture<Void> one = CompletableFuture.runAsync(watch::round);
        CompletableFuture<Void> two = CompletableFuture.runAsync(watch::round);
        one.get();
        two.get();
        watch.round();

        assertThat(lane.storms())
                .extracting(storm -> storm.get("name"))
                .containsExactlyInAnyOrder(lane.building("1"), lane.building("2"));
        assertThat(lane.storms()).allSatisfy(storm -> assertThat(storm).containsEntry("members", 6L));
    }

    @Test
    void whoRingsLaterJoinsAndItIsOverWithTheLast() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(lane.leak("1", begin.plusSeconds(i)));
        }
        watch.round();
        all.add(lane.leak("1", begin.plus(Duration.ofHours(2))));
        watch.round();
        assertThat(lane.storms()).hasSize(1);
        assertThat(lane.storms().get(0)).containsEntry("members", 6L).containsEntry("over_at", null);

        for (String number : all) {
            desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
            desk.complete(
                    number,
                    "Task_CallBack",
                    TestDesk.OPERATOR,
                    Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
            desk.complete(number, "Task_Assess", TestDesk.OPERATOR, Map.of("finding", "FALSE_DEVICE"));
            desk.assertClosed(number, Outcome.FALSE_DEVICE);
            watch.round();
            assertThat(lane.storms().get(0).get("over_at") != null).isEqualTo(number.equals(all.get(5)));
        }
        lane.leak("1", begin.plus(Duration.ofHours(3)));
        watch.round();
        assertThat(lane.storms()).hasSize(1);
    }

    @Test
    void whoServesAnotherAreaSeesNeitherThePageNorANumberAndWhoServesPartOfItCountsThatPart() {
        Estate.Lane other = estate.lane();
        String gateway = "nearkin:box-" + lane.area();
        for (int i = 0; i < 8; i++) {
            Estate.Lane whose = i < 3 ? other : lane;
            long resident = whose.resident("9" + i);
            whose.rings(
                    AlarmKind.LEAK,
                    Severity.MAJOR,
                    resident,
                    whose.sensor(DeviceKind.LEAK, resident, gateway),
                    begin.plusSeconds(i));
        }
        for (int i = 0; i < 5; i++) {
            lane.leak("alone", begin.plusSeconds(i));
        }
        watch.round();
        long shared = jdbc.queryForObject("select id from alarm_storm where place = ?", Long.class, gateway);
        long own = jdbc.queryForObject(
                "select id from alarm_storm where place like ? and place_kind = 'BUILDING'",
                Long.class,
                "%" + lane.area() + "%");

        Here neighbour = signedIn(other.operator());
        String page = neighbour.page("/storms/" + shared).body();
        assertThat(page).contains("id=\"picked\"");
        other.viewer();
        alarmsHere().forEach(number -> assertThat(page).doesNotContain(number));
        assertThat(page.split("class=\"tick\"", -1)).hasSize(4);
        assertThat(neighbour.page("/storms/" + own).statusCode()).isEqualTo(404);
        assertThat(neighbour.page("/desk").body()).doesNotContain("/storms/" + own);
        assertThat(neighbour
                        .submit(
                                "/storms/" + shared,
                                "/storms/" + shared + "/pick/" + alarmsHere().get(0),
                                Map.of("on", "yes"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Here.as("caseworker1", port, accounts)
                        .page("/storms/" + shared)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void threeHundredOfOneBuildingAreListedPageByPageWithoutGapOrRepeat() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(lane.leak("1", begin.plusSeconds(i)));
        }
        watch.round();
        Here here = operator();
        List<String> seen = new ArrayList<>();
        String next = "/storms/" + lane.storm() + "?sort=newest";
        while (next != null) {
            String page = here.page(next).body();
            String list = page.substring(page.indexOf("id=\"list\""));
            all.stream().filter(number -> list.contains("\"t-" + number + "\"")).forEach(seen::add);
            java.util.regex.Matcher pager = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                    .matcher(page);
            next = pager.find() ? "/storms/" + lane.storm() + pager.group(1).replace("&amp;", "&") : null;
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(here.page("/storms/" + lane.storm() + "?after=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(here.page("/storms/" + lane.storm() + "?kind=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(here.page("/storms/" + lane.storm() + "?kind=SOS").body()).doesNotContain("class=\"tick\"");
        assertThat(here.page("/desk").body()).doesNotContain(all.get(0));
    }

    private List<String> alarmsHere() {
        return jdbc.queryForList(
                "select case_number from alarm where area = ? order by case_number", String.class, lane.area());
    }

    private List<String> without(String number) {
        return alarmsHere().stream().filter(one -> !one.equals(number)).toList();
    }

    private long membersOf(String number) {
        return jdbc.queryForObject(
                "select count(*) from alarm_place where case_number = ? and storm is not null", Long.class, number);
    }

    /** The numbers in the list of single alarms. */
    private List<String> rowsOf(String page) {
        String list = page.substring(page.indexOf("class=\"others\""), page.indexOf("class=\"storms\""));
        return alarmsHere().stream().filter(list::contains).toList();
    }

    private Here operator() {
        return signedIn(lane.operator());
    }

    private Here signedIn(String name) {
        Here here = new Here(port);
        here.signIn(name, Estate.PASSWORD);
        return here;
    }
}
