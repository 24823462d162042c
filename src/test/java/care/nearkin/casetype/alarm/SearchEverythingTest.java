package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.signal.DeviceKind;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** One field on every page finds everything that this person may see, and tells nothing of the rest. */
@NearkinTest
class SearchEverythingTest {

    private static final Pattern TOKEN = Pattern.compile("q=(~[A-Za-z0-9-]+)");

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private final String name = "Zhao" + UUID.randomUUID().toString().substring(0, 8);
    private Estate.Lane lane;
    private long resident;
    private String device = "";
    private String number = "";

    @BeforeEach
    void anAlarm() {
        lane = estate.lane();
        resident = lane.named(name);
        device = lane.sensor(DeviceKind.SOS, resident, null);
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, resident, device, clock.instant());
    }

    @Test
    void everyKindOfThingIsFoundByWhatOneHasInHand() {
        Here operator = signedIn(lane.operator());
        String task = "/tasks/" + desk.work(number).get(0).id();

        assertThat(found(operator, name)).contains("/residents/" + resident, task);
        assertThat(found(operator, number)).contains("/cases/" + number, task);
        assertThat(found(operator, number.substring(8))).contains("/cases/" + number);
        assertThat(found(operator, device)).contains("/devices/");
        assertThat(found(operator, lane.building("9"))).contains("/households/").doesNotContain("/residents?");
    }

    @Test
    void moreThanAFewLeadToTheirOwnListWithTheSameWords() {
        Here operator = signedIn(lane.operator());
        for (int i = 0; i < 5; i++) {
            lane.named(name + " " + i);
        }
        String page = found(operator, name);
        assertThat(page.split("href=\"/residents/\\d")).hasSize(6);
        Matcher all = Pattern.compile("href=\"(/residents\\?q=~[^\"]+)\"").matcher(page);
        assertThat(all.find()).isTrue();
        String list = operator.page(all.group(1)).body();
        assertThat(list).contains(name + " 4");
        assertThat(list.split("<a href=\"/residents/\\d")).hasSize(7);
    }

    /** Letter by letter what somebody sees who looks for what nobody has ever heard of. */
    @Test
    void whatMayNotBeSeenLooksLikeWhatDoesNotExist() {
        Here neighbour = signedIn(estate.lane().operator());
        String nobody = unlike(neighbour, "Zhaozzzzzzzz");
        for (String hidden : List.of(name, number, device, lane.building("9"))) {
            assertThat(unlike(neighbour, hidden)).as(hidden).isEqualTo(nobody);
        }
        assertThat(unlike(signedIn(lane.operator()), name)).isNotEqualTo(nobody);
    }

    /** Whoever is not let into a list finds nothing of it here either. */
    @ParameterizedTest
    @CsvSource({
        "OPERATOR, residents households cases tasks devices",
        "CASEWORKER, residents households cases",
        "MAINTAINER, devices",
        "SUPERVISOR, residents households cases tasks devices",
        "MANAGER, cases tasks",
        "ADMIN, residents households cases tasks devices",
        "RESPONDER, ''",
        "KEEPER, ''"
    })
    void nobodyFindsWhatHerPostDoesNotOpen(Group group, String kinds) {
        Here somebody = lane.somebody(port, group);
        String everything = List.of(name, number, device, lane.building("9")).stream()
                .map(words -> found(somebody, words))
                .reduce("", String::concat);
        for (String kind : List.of("residents", "households", "cases", "tasks", "devices")) {
            assertThat(Pattern.compile("href=\"/" + kind + "/[^\"]")
                            .matcher(everything)
                            .find())
                    .as(group + " " + kind)
                    .isEqualTo(List.of(kinds.split(" ")).contains(kind));
        }
        Matcher links = Pattern.compile("class=\"step\" href=\"([^\"]+)\"").matcher(everything);
        while (links.find()) {
            HttpResponse<String> opened = somebody.page(links.group(1));
            assertThat(opened.statusCode()).as(group + " " + links.group(1)).isEqualTo(200);
        }
    }

    @Test
    void noWordStandsInAnAddressAndEachSearchIsLogged() {
        Here operator = signedIn(lane.operator());
        String address = searched(operator, name);
        assertThat(address).doesNotContain(name);
        operator.page(address);
        Matcher token = TOKEN.matcher(address);
        assertThat(token.find()).isTrue();
        assertThat(jdbc.queryForList(
                        "select which from access_read where who = ? and what = 'search'",
                        String.class,
                        lane.operator()))
                .containsExactly(token.group(1));

        HttpResponse<String> byHand = operator.page("/search?q=" + name);
        assertThat(byHand.headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).contains(token.group(1)));
        assertThat(signedIn(estate.lane().operator()).page(address).body()).doesNotContain(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void somebodyIsFoundWithTheKeyboardAlone(String language) {
        try (Browser browser = new Browser(port)) {
            Browser.Person operator = browser.open(1280, language).as(lane.operator(), Estate.PASSWORD);
            Page page = operator.page();
            operator.go("/cases").picture("search-bar");
            page.keyboard().press("/");
            page.keyboard().type(name);
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=~*");
            assertThat(page.url()).doesNotContain(name);
            page.locator(".findings a[href='/residents/" + resident + "']").waitFor();
            operator.picture("search").isForEverybody();
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**/residents/" + resident);

            page.locator("a[href$='/household']").first().click();
            page.waitForURL("**/households/*");
            page.locator("main a[href='/cases/" + number + "']").waitFor();
            assertThat(page.locator("main a[href^='/devices/']").innerText()).contains(device);
            operator.picture("household").isForEverybody();

            operator.go("/cases");
            page.keyboard().press("f");
            page.keyboard().type("AL");
            assertThat(page.locator("#number").inputValue()).isEqualTo("AL");

            Browser.Person outside = browser.open(390, language).as(lane.operator(), Estate.PASSWORD);
            outside.go("/cases").picture("search-bar");
            outside.page().locator(".seek-way").click();
            outside.page().locator("#q").fill(name);
            outside.page()
                    .locator(".findings a[href='/residents/" + resident + "']")
                    .waitFor();
            outside.picture("search").isForEverybody();
            outside.go("/residents/" + resident + "/household").picture("household");
        }
    }

    private Here signedIn(String who) {
        Here here = new Here(port);
        here.signIn(who, Estate.PASSWORD);
        return here;
    }

    private static String searched(Here here, String words) {
        return here.submit("/search", "/search", Map.of("to", "/search", "q", words))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "");
    }

    private static String found(Here here, String words) {
        String body = here.page(searched(here, words)).body();
        return body.substring(body.indexOf("class=\"findings\""), body.indexOf("</main>"));
    }

    /** The whole page without what she typed herself. */
    private static String unlike(Here here, String words) {
        return here.page(searched(here, words))
                .body()
                .replaceAll("name=\"_csrf\"[^>]*|name=\"csrf\"[^>]*|name=\"now\"[^>]*", "")
                .replaceAll("~[A-Za-z0-9-]{16}", "~")
                .replace(words, "");
    }
}
