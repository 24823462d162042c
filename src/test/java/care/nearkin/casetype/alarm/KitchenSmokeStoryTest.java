package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.FormOnPage.choose;
import static care.nearkin.casetype.alarm.FormOnPage.done;
import static care.nearkin.casetype.alarm.FormOnPage.fill;
import static care.nearkin.casetype.alarm.FormOnPage.pick;
import static care.nearkin.casetype.alarm.TestDesk.CASEWORKER;
import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.embedded.BrokerAddress;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.PostOffice;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import care.nearkin.signal.GatewayAccounts;
import care.nearkin.signal.TestGateway;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * S3.4: smoke in a kitchen, and nobody answers. From the sensor's MQTT message by way of 119 and the SMS gateway to the
 * neighbour with the key, who answers on her phone, and to the key's way back.
 */
@NearkinTest
class KitchenSmokeStoryTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    TestDesk desk;

    @Autowired
    Devices devices;

    @Autowired
    GatewayAccounts gateways;

    @Autowired
    BrokerAddress broker;

    @Autowired
    PostOffice post;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final List<JsonNode> texts = new CopyOnWriteArrayList<>();
    private HttpServer provider;
    private TestNeighbours.Home home;
    private String sensor = "";

    @BeforeEach
    void theNeighbourhood() throws Exception {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        provider.createContext("/sms", call -> {
            texts.add(new ObjectMapper().readTree(call.getRequestBody()));
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        provider.start();
        Here admin = Here.as("admin1", port, accounts);
        admin.submit(
                "/webhooks",
                "/webhooks",
                Map.of(
                        "name", "story SMS",
                        "url", "http://127.0.0.1:" + provider.getAddress().getPort() + "/sms",
                        "channels", "SMS",
                        "active", "true"));
        home = neighbours.home().contact("李桂英", true).lives();
        sensor = "story/" + home.area();
        transactions.executeWithoutResult(tx -> {
            // what other stories have left to be sent would be sent first
            jdbc.update("delete from outgoing");
            devices.put(
                    "zigbee2mqtt:" + sensor,
                    new Registration(
                            DeviceKind.SMOKE,
                            home.resident(),
                            "kitchen",
                            null,
                            null,
                            true,
                            null,
                            Map.of(),
                            home.area()));
            gateways.putSample("story-gateway", "story-secret", List.of("zigbee2mqtt/#"), List.of());
        });
    }

    @AfterEach
    void takeTheWebhookDown() {
        provider.stop(0);
        transactions.executeWithoutResult(tx -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from webhook");
        });
    }

    @Test
    void theNeighbourWithTheKeyIsThereBeforeTheFireBrigade() throws Exception {
        try (TestGateway gateway = TestGateway.connect(broker.url(), "story-gateway", "story-secret")) {
            gateway.publish("zigbee2mqtt/" + sensor, "{\"smoke\":true,\"battery\":90}");
        }
        String number = await().until(this::caseOfHers, found -> found != null);

        time.pass(number, Duration.ofSeconds(60));
        assertThat(desk.waiting(number))
                .containsExactlyInAnyOrder("Task_Acknowledge", "Task_CallFireBrigade", "Task_Guide");

        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(1280, "en-US");
                Browser.Person neighbour = browser.open(390, "zh-CN")) {
            Page desktop = operator.as("operator1", accounts.passwordOf("operator1", ""))
                    .page();
            call119(operator, number);
            // the step that came up by itself is answered elsewhere below: it is not left open here
            operator.go("/cases/" + number);

            Page phone = neighbour.go(linkFor(number)).page();
            assertThat(phone.content()).contains(home.name(), "不要进入", "请带上");
            neighbour.picture("smoke-asked");
            phone.locator("button[value=COMING]").click();
            phone.locator("button[value=THERE]").click();
            phone.locator("text=您已到场").waitFor();
            neighbour.picture("smoke-there");

            desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
            for (int i = 0; i < 3; i++) {
                desk.complete(
                        number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
            }
            hear(operator, number);
            assertThat(operator.complaints()).isEmpty();
            assertThat(neighbour.complaints()).isEmpty();
            operator.go("/cases/" + number).picture("smoke-case");
            desktop.getByText("李桂英").first().waitFor();
        }

        desk.complete(number, "Task_StayInTouch", OPERATOR, Map.of("sceneState", "ON_SCENE"));
        desk.complete(
                number, "Task_CloseOut", OPERATOR, Map.of("sceneOutcome", "HELPED_AT_HOME", "note", "a burnt pan"));
        desk.complete(number, "Task_KeysBack", OPERATOR, Map.of("keyBack", "KEEPER", "keyWith", "李桂英"));
        time.pass(number, Duration.ofHours(24));
        desk.complete(number, "Task_FollowUp", CASEWORKER, Map.of("wellNow", "YES", "wantsConsultation", "NO"));
        desk.assertClosed(number, Outcome.HELPED);
        assertThat(caseFiles.timeline(number))
                .extracting(TimelineEntry::kind)
                .contains(
                        "alarm.call-119",
                        "alarm.level-TWO",
                        "alarm.asked-CONTACT",
                        "alarm.ask-opened",
                        "alarm.ask-COMING",
                        "alarm.ask-THERE",
                        "alarm.level-THREE");
    }

    private void call119(Browser.Person operator, String number) {
        String task = desk.work(number, "Task_CallFireBrigade").id();
        Page page = operator.go("/tasks/" + task).page();
        page.locator("form[action$='/claim'] button").click();
        choose(page, "Yes, 119 is called");
        fill(page, "Reference number", "119-0715");
        operator.picture("smoke-119");
        done(page);
    }

    private void hear(Browser.Person operator, String number) {
        Page page = operator.go("/tasks/" + desk.work(number, "Task_Hear").id()).page();
        page.locator("form[action$='/claim'] button").click();
        // whoever is there, with her number, beside the form
        page.locator(".with-tasks a[href^='tel:']").first().waitFor();
        choose(page, "The person was helped");
        pick(page, "Who did you speak with?", "Whoever is there");
        pick(page, "Was a key taken out?", "Yes");
        fill(page, "Who has the key now?", "Li Guiying");
        done(page);
    }

    private String caseOfHers() {
        return jdbc
                .queryForList("select case_number from alarm where resident = ?", String.class, home.resident())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** What her provider would have sent her: the link, and nothing of an illness. */
    private String linkFor(String number) {
        post.deliver();
        JsonNode text = await().until(
                        () -> texts.stream()
                                .filter(one -> one.path("text").asText().contains(home.name()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        assertThat(text.path("urgent").asBoolean()).isTrue();
        return text.path("link").asText().replaceAll("^https?://[^/]+", "");
    }
}
