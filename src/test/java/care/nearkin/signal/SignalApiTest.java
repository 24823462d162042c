package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Teams;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Devices and signals as programs see them. */
@NearkinTest
class SignalApiTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Teams teams;

    @Autowired
    TransactionTemplate transactions;

    Here admin;

    @BeforeEach
    void open() {
        admin = api("admin1", "admin");
        inbox.beginAt(clock.instant().minusSeconds(600));
    }

    private Here api(String name, String group) {
        return new Here(port).basic(name, accounts.passwordOf(name, group));
    }

    private HttpResponse<String> put(String key, String json) {
        return admin.call("PUT", "/api/v1/devices/" + key, json.replace('\'', '"'));
    }

    @Test
    void aDeviceIsCreatedThenChangedAndWhatIsNotSentStaysAsItWas() {
        HttpResponse<String> created = put(
                "zigbee2mqtt:sig-api/1",
                "{'kind':'smoke','room':'kitchen','power':'battery','reportInterval':'PT1H','map':{'x':{'kind':'leak','on':['L2']}}}");
        assertThat(created.statusCode()).isEqualTo(201);
        HttpResponse<String> changed = put("zigbee2mqtt:sig-api/1", "{'room':'hall','sleeping':true}");

        assertThat(changed.statusCode()).isEqualTo(200);
        Map<String, Object> body = JsonPath.read(changed.body(), "$");
        assertThat(body)
                .containsEntry("key", "zigbee2mqtt:sig-api/1")
                .containsEntry("kind", "smoke")
                .containsEntry("room", "hall")
                .containsEntry("power", "battery")
                .containsEntry("sleeping", true)
                .containsEntry("reportInterval", "PT1H")
                .containsEntry("state", "live");
        assertThat((String) JsonPath.read(changed.body(), "$.map.x.kind")).isEqualTo("leak");
        assertThat(admin.get("/api/v1/devices/zigbee2mqtt:sig-api/1").statusCode())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/devices?q=sig-api").body()).contains("sig-api/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nearkin:sig-bad kind {'kind':'toaster'}",
                "nearkin:sig-bad kind {}",
                "nearkin:sig-bad resident {'kind':'sos','resident':'nobody-there'}",
                "nearkin:sig-bad map {'kind':'sos','map':{'a':{'kind':'toast'}}}",
                "nearkin:sig-bad map {'kind':'sos','map':{'a':'smoke'}}",
                "nearkin:sig-bad power {'kind':'sos','power':'steam'}",
                "nearkin:sig-bad reportInterval {'kind':'sos','reportInterval':'often'}",
                "nearkin:sig-bad area {'kind':'sos','area':'atlantis'}",
                "nearkin:sig-bad colour {'kind':'sos','colour':'red'}",
                "nearkin:sig-bad testUntil {'kind':'sos','testFrom':'2026-03-02T08:00:00Z'}",
                "noSuchSource:x key {'kind':'sos'}",
                "nokey key {'kind':'sos'}"
            })
    void aWrongFieldIsRefusedAndNamed(String keyFieldJson) {
        String[] parts = keyFieldJson.split(" ", 3);
        HttpResponse<String> answer = put(parts[0], parts[2]);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + parts[1] + "\"");
        assertThat(devices.find("nearkin:sig-bad")).isEmpty();
    }

    @Test
    void aDeviceGoesWithItsResidentUnlessItWasGivenAnAreaOfItsOwn() {
        transactions.executeWithoutResult(status ->
                List.of("sig-east", "sig-west", "sig-hall").forEach(area -> teams.putArea(area, "Area " + area)));
        livesIn("sig-east");
        put("nearkin:sig-moves", "{'kind':'sos','resident':'sig-mover'}");
        put("nearkin:sig-stays", "{'kind':'smoke','resident':'sig-mover','area':'sig-hall'}");
        livesIn("sig-west");

        assertThat(devices.find("nearkin:sig-moves").orElseThrow().area()).isEqualTo("sig-west");
        assertThat(devices.find("nearkin:sig-stays").orElseThrow().area()).isEqualTo("sig-hall");
    }

    private void livesIn(String area) {
        HttpResponse<String> answer = admin.call(
                "PUT",
                "/api/v1/residents/sig-mover",
                "{\"name\":\"Mover\",\"address\":{\"area\":\"" + area + "\",\"text\":\"door 1\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    @Test
    void signalsAreListedNewestFirstWithTheirTextAndPageByCursor() {
        put("nearkin:sig-list", "{'kind':'sos'}");
        for (int i = 0; i < 5; i++) {
            inbox.tell("nearkin/sig-list/sos", "{\"value\":1,\"id\":\"n" + i + "\"}");
            inbox.later(1);
        }
        inbox.tell("nearkin/sig-list/temperature", "21");
        inbox.save();

        String first =
                admin.get("/api/v1/signals?device=nearkin:sig-list&limit=3").body();
        assertThat((List<String>) JsonPath.read(first, "$.items[*].outcome"))
                .containsExactly("NORMAL", "REPEAT", "REPEAT");
        Map<String, Object> newest = JsonPath.read(first, "$.items[1]");
        assertThat(newest)
                .containsEntry("signal", "sos")
                .containsEntry("case", "AL-sig-list")
                .containsEntry("raw", "{\"value\":1,\"id\":\"n4\"}")
                .containsEntry("topic", "nearkin/sig-list/sos");
        String next = JsonPath.read(first, "$.next");
        String second = admin.get("/api/v1/signals?device=nearkin:sig-list&limit=3&after=" + next)
                .body();
        assertThat((List<String>) JsonPath.read(second, "$.items[*].outcome"))
                .containsExactly("REPEAT", "REPEAT", "ALARM");
        assertThat((Object) JsonPath.read(second, "$.next")).isNull();
        assertThat(admin.get("/api/v1/signals?topic=nearkin/sig-list/%23&outcome=ALARM")
                        .body())
                .contains("AL-sig-list")
                .doesNotContain("REPEAT");
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'signal-raw' and which = 'nearkin:sig-list'",
                        Long.class))
                .isPositive();
    }

    @Test
    void whoMayNotSeeTheTextOrChangeDevicesIsRefused() {
        put("nearkin:sig-may", "{'kind':'door'}");
        inbox.tell("nearkin/sig-may/door", "open");
        Here operator = api("operator1", "operator");

        String seen = operator.get("/api/v1/signals?device=nearkin:sig-may").body();
        assertThat((Object) JsonPath.read(seen, "$.items[0].raw")).isNull();
        assertThat(operator.call("PUT", "/api/v1/devices/nearkin:sig-may", "{\"kind\":\"sos\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api("keeper1", "keeper").get("/api/v1/signals").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=501", "limit=0", "outcome=LOUD", "after=%21"})
    void aWrongQuestionIsRefused(String query) {
        assertThat(admin.get("/api/v1/signals?" + query).statusCode()).isEqualTo(400);
    }
}
