package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Devices and signals as people see them. */
@NearkinTest
class SignalPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestInbox inbox;

    @Autowired
    Devices devices;

    @Autowired
    Residents residents;

    @Autowired
    Pauses pauses;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void open() {
        inbox.beginAt(clock.instant().minusSeconds(600));
    }

    private Here browser(String name, String group) {
        Here here = new Here(port);
        assertThat(here.signIn(name, accounts.passwordOf(name, group)).statusCode())
                .isEqualTo(302);
        return here;
    }

    private void put(String key, String json) {
        Here admin = new Here(port).basic("admin1", accounts.passwordOf("admin1", "admin"));
        HttpResponse<String> answer = admin.call("PUT", "/api/v1/devices/" + key, json.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyPageIsShown(String language) {
        put("nearkin:sig-page", "{'kind':'sos','room':'bed','power':'mains','reportInterval':60}");
        inbox.tell("nearkin/sig-page/sos", "1");
        inbox.tell("nearkin/sig-nobody/door", "open");
        Here here = browser("admin1", "admin");
        long id = devices.find("nearkin:sig-page").orElseThrow().id();
        Long signal =
                jdbc.queryForObject("select max(id) from signal where topic = 'nearkin/sig-page/sos'", Long.class);
        for (String path : List.of(
                "/devices",
                "/devices?q=sig-page&kind=sos&sort=newest&state=",
                "/devices/" + id,
                "/devices/" + id + "/edit",
                "/devices/new?key=nearkin:x&kind=sos",
                "/devices/unknown",
                "/devices/import",
                "/signals",
                "/signals?outcome=ALARM&from=2020-01-01T00:00",
                "/signals/fresh?since=2020-01-01T00:00:00Z",
                "/signals/" + signal,
                "/gateways",
                "/try?device=nearkin:sig-page")) {
            HttpResponse<String> page = here.page(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).doesNotContain("??").doesNotContain("signal.");
        }
    }

    @Test
    void aMaintainerRegistersAnUnknownDeviceReplacesItAndTestsIt() {
        inbox.beginAt(clock.instant());
        inbox.tell("nearkin/sig-found/smoke", "OFF");
        Here here = browser("maintainer1", "maintainer");
        assertThat(here.page("/devices/unknown").body()).contains("nearkin:sig-found");
        HttpResponse<String> made =
                here.submit("/devices/new", "/devices", Map.of("key", "nearkin:sig-found", "kind", "smoke"));
        assertThat(made.statusCode()).isEqualTo(302);
        String page =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        assertThat(here.submit("/devices/new", "/devices", Map.of("key", "nearkin:sig-found", "kind", "smoke"))
                        .statusCode())
                .isEqualTo(422);
        here.submit(page, page + "/test", Map.of("from", "2026-01-01T00:00", "until", "2099-01-01T00:00"));
        assertThat(devices.find("nearkin:sig-found").orElseThrow().inTestWindow(clock.instant()))
                .isTrue();
        here.submit(page, page + "/replace", Map.of("newKey", "nearkin:sig-found2"));

        assertThat(devices.find("nearkin:sig-found"))
                .hasValueSatisfying(old -> assertThat(old.replacedBy()).isEqualTo("nearkin:sig-found2"));
        assertThat(devices.find("nearkin:sig-found2"))
                .hasValueSatisfying(fresh -> assertThat(fresh.live()).isTrue());
    }

    @Test
    void aTableIsCheckedAndThenItsGoodRowsAreSaved() {
        String table = """
                key;kind;room;power;sleeping
                nearkin:sig-csv1;sos;bed;battery;yes
                nearkin:sig-csv2;toaster;;;
                "nearkin:sig-csv1";sos;;;
                nearkin:sig-csv3;"door";"hall ""big""\";;no
                """;
        Here here = browser("maintainer1", "maintainer");
        String checked = post(here, table, false).body();
        assertThat(checked).contains("nearkin:sig-csv2");
        assertThat(devices.find("nearkin:sig-csv1")).isEmpty();
        post(here, table, true);

        assertThat(devices.find("nearkin:sig-csv1"))
                .hasValueSatisfying(d -> assertThat(d.sleeping()).isTrue());
        assertThat(devices.find("nearkin:sig-csv2")).isEmpty();
        assertThat(devices.find("nearkin:sig-csv3"))
                .hasValueSatisfying(d -> assertThat(d.room()).isEqualTo("hall \"big\""));
    }

    @Test
    void whatIsWrongInATableNamesItsColumnOrTheQuoteThatIsOpen() {
        Here here = browser("maintainer1", "maintainer");
        here.page("/devices/import?lang=en");
        assertThat(post(here, "key,kind,sleeping,report_interval\na:1,sos,perhaps,\na:2,sos,,often\n", false)
                        .body())
                .contains("Column sleeping: Yes or no.", "Column report_interval: An interval");
        assertThat(here.submit(
                                "/devices/import",
                                "/devices/import",
                                Map.of("csv", "key,kind,room\na:1,sos,\"bed\na:2,sos,hall\n"))
                        .body())
                .contains("A quotation mark in line 2 is not closed");
    }

    @Test
    void theTablesThatComeWithTheProgramAreTakenAsTheyAre() throws IOException {
        Here here = browser("admin1", "admin");
        for (String table : List.of("devices", "responders")) {
            String csv = new ClassPathResource("sample/" + table + ".csv").getContentAsString(StandardCharsets.UTF_8);
            String path = "/" + table + "/import";
            HttpResponse<String> checked = here.submit(path + "?lang=en", path, Map.of("csv", csv, "keep", "false"));
            assertThat(checked.body()).containsPattern("[1-9]\\d* of \\d+ rows are good");
        }
    }

    private static HttpResponse<String> post(Here here, String table, boolean keep) {
        HttpResponse<String> answer =
                here.submit("/devices/import", "/devices/import", Map.of("csv", table, "keep", String.valueOf(keep)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void aGatewaysPasswordIsShownOnceToAnAdministratorOnly() {
        Here here = browser("admin1", "admin");
        HttpResponse<String> made = here.submit(
                "/gateways", "/gateways", Map.of("name", "sig-gate", "publish", "nearkin/#\nzigbee2mqtt/+"));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("<code>");
        assertThat(here.page("/gateways").body()).contains("sig-gate").doesNotContain("<code>");
        HttpResponse<String> refused =
                here.submit("/gateways", "/gateways", Map.of("name", "sig gate", "publish", "a/#/b"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"sig gate\"").contains(">a/#/b</textarea>");
        assertThat(browser("maintainer1", "maintainer").page("/gateways").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aNewGatewayIsOfferedTheTopicsOfWhatItSpeaksAndNoOthers() {
        Here here = browser("admin1", "admin");
        String page = here.page("/gateways?source=zigbee2mqtt").body();
        assertThat(page)
                .containsPattern("<textarea[^>]*name=\"publish\"[^>]*>zigbee2mqtt/#</textarea>")
                .containsPattern(
                        "<textarea[^>]*name=\"subscribe\"[^>]*>zigbee2mqtt/#\\s+homeassistant/status</textarea>");
        assertThat(here.page("/gateways").body())
                .containsPattern("<textarea[^>]*name=\"publish\"[^>]*></textarea>")
                .containsPattern("<textarea[^>]*name=\"subscribe\"[^>]*></textarea>");
    }

    @Test
    void theSignalsPageKeepsEveryFilterFromPageToPage() {
        put("nearkin:sig-pages", "{'kind':'sos'}");
        LocalDateTime local = LocalDateTime.ofInstant(inbox.at(), clock.getZone());
        for (int i = 0; i < 61; i++) {
            inbox.tell("nearkin/sig-pages/sos", "{\"value\":1,\"id\":\"p" + i + "\"}");
            inbox.later(1);
        }
        inbox.save();
        String filters = "device=nearkin:sig-pages&topic=nearkin/sig-pages/sos&outcome=REPEAT&from="
                + local.minusHours(1).withNano(0) + "&until="
                + local.plusHours(1).withNano(0);
        Here here = browser("operator1", "operator");

        String first = here.page("/signals?" + filters).body();
        assertThat(rows(first)).isEqualTo(50);
        Matcher next =
                Pattern.compile("rel=\"next\" href=\"(?:/signals)?([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        String second =
                here.page("/signals" + next.group(1).replace("&amp;", "&")).body();
        assertThat(rows(second)).isEqualTo(10);
        assertThat(second)
                .contains("value=\"nearkin:sig-pages\"")
                .contains("value=\"nearkin/sig-pages/sos\"")
                .containsPattern("value=\"REPEAT\"[^>]*selected")
                .containsPattern("name=\"from\"[^>]*value=\"\\d");
        assertThat(rows(here.page("/signals?device=nearkin:sig-pages&until="
                                + local.minusHours(1).withNano(0))
                        .body()))
                .isZero();
    }

    private static int rows(String page) {
        return page.split("href=\"/signals/\\d", -1).length - 1;
    }

    @Test
    void aDevicesWordsAreThoseOfItsReader() {
        put("nearkin:sig-words", "{'kind':'smoke','reportInterval':'PT25H'}");
        inbox.tell("nearkin/sig-words/smoke", "false");
        inbox.save();
        Here here = browser("maintainer1", "maintainer");
        long id = jdbc.queryForObject("select id from device where key = 'nearkin:sig-words'", Long.class);
        assertThat(here.get("/devices/" + id, "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains("25 h")
                .doesNotContain("PT25H");
        assertThat(here.get("/signals?device=nearkin:sig-words", "Accept", "text/html", "Accept-Language", "zh")
                        .body())
                .doesNotContain(">false<");
    }

    @Test
    void whenADeviceIsMissedIsKnownFromTheMomentOfItsRegistration() {
        put("nearkin:sig-missed", "{'kind':'door','power':'battery','reportInterval':3600}");
        Instant now = clock.instant();
        String page = pageOf("nearkin:sig-missed");
        Matcher missed = Pattern.compile("Missed if silent until</dt>\\s*<dd><time datetime=\"([^\"]+)\"")
                .matcher(page);
        assertThat(missed.find()).isTrue();
        assertThat(Instant.parse(missed.group(1))).isBetween(now.plusSeconds(3600), now.plusSeconds(4 * 3600));
    }

    @Test
    void whatCouldNotBeReadIsOnThePageOfTheDeviceThatSentIt() {
        put("nearkin:sig-broken", "{'kind':'sos'}");
        inbox.tell("nearkin/sig-broken/state", "{\"sos\": tru");
        inbox.tell("nearkin/sig-nobodys/state", "{\"sos\": tru");

        assertThat(rows(pageOf("nearkin:sig-broken"))).isEqualTo(1);
        assertThat(pageOf("nearkin:sig-broken")).doesNotContain("Nothing was heard");
        assertThat(jdbc.queryForList("select device from signal where topic = 'nearkin/sig-nobodys/state'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("device")).isNull());
        assertThat(browser("maintainer1", "maintainer").page("/devices/unknown").body())
                .doesNotContain("sig-nobodys");
    }

    private String pageOf(String key) {
        long id = devices.find(key).orElseThrow().id();
        return browser("maintainer1", "maintainer")
                .page("/devices/" + id + "?lang=en")
                .body();
    }

    @Test
    void aWrongEndOfAPauseIsSaidAtItsFieldAndKeepsWhatWasTyped() {
        long resident = residents
                .put(new Residents.Put(
                        "sig-pause",
                        "Away",
                        null,
                        null,
                        true,
                        Risk.LOW,
                        null,
                        null,
                        null,
                        Residents.Phones.NONE,
                        null,
                        null,
                        null))
                .id();
        try (Browser browser = new Browser(port);
                Browser.Person supervisor = browser.open(1280, "en")) {
            Page page = supervisor
                    .as("supervisor1", accounts.passwordOf("supervisor1", ""))
                    .go("/residents/" + resident)
                    .page();
            page.locator("#pauses summary").click();
            for (String wrong : List.of("2020-01-01T10:00", "2099-01-01T10:00")) {
                page.fill("#pauses #until", wrong);
                page.locator("#pauses button[value=AWAY]").click();
                page.waitForFunction(
                        "typed => document.querySelector('#until[aria-invalid]')?.getAttribute('value') === typed",
                        wrong);
                assertThat(page.locator("#until-error").textContent()).isNotBlank();
                assertThat(page.url()).endsWith("/residents/" + resident);
            }
            page.fill(
                    "#pauses #until",
                    LocalDateTime.now(clock)
                            .plusDays(2)
                            .withNano(0)
                            .withSecond(0)
                            .toString());
            page.locator("#pauses button[value=AWAY]").click();
            page.locator("#pauses .notice").waitFor();
            assertThat(page.url()).endsWith("/residents/" + resident);
            assertThat(supervisor.complaints()).isEmpty();
        }
        pauses.end(resident, "supervisor1");
    }

    @Test
    void aLongTopicHidesNoColumn() {
        inbox.tell("nearkin/" + "7".repeat(400) + "/sos", "1");
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(1280, "en")) {
            Page page = operator.as("operator1", accounts.passwordOf("operator1", ""))
                    .go("/signals")
                    .page();
            assertThat((Boolean) page.evaluate("""
                    () => { const list = document.querySelector('#found .scroll'); return list.scrollWidth <= list.clientWidth; }
                    """)).isTrue();
            assertThat((Boolean) page.evaluate("""
                    () => [...document.querySelectorAll('#found th')].every((head) => head.offsetWidth >= 60)
                    """))
                    .as("each column has room for words")
                    .isTrue();
        }
    }

    @Test
    void tryingAnAlarmPublishesWhatTheDeviceWouldSay() {
        put("zigbee2mqtt:sig-try", "{'kind':'smoke'}");
        Here here = browser("operator1", "operator");
        HttpResponse<String> sent =
                here.submit("/try", "/try", Map.of("device", "zigbee2mqtt:sig-try", "scenario", "ALARM"));
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).contains("zigbee2mqtt/sig-try").contains("&quot;smoke&quot;:true");
        String since = URLEncoder.encode("2020-01-01T00:00:00Z", StandardCharsets.UTF_8);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(here.get("/try/result?topic=zigbee2mqtt/sig-try&since=" + since)
                                .body())
                        .contains("AL-sig-try"));
    }
}
