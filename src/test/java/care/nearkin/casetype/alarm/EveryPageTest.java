package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.people.Responders.Kind;
import care.nearkin.signal.DeviceKind;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Everybody can use every page: found by following links as each role, one page of each kind, and whatever else she may
 * open; on a screen and on a phone, light and dark.
 */
@NearkinTest
class EveryPageTest {

    private static final List<String> ROLES = List.of("supervisor1", "admin1", "maintainer1", "responder1");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    Estate estate;

    @Autowired
    StormWatch watch;

    @Autowired
    TestDesk desk;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    private final Set<String> walked = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void everyPageIsForEverybody() {
        Estate.Lane lane = estate.lane();
        Instant now = clock.instant();
        String number = lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("3"), null, now);
        for (int i = 0; i < 5; i++) {
            lane.leak("4", now.plusMillis(i));
        }
        lane.sensor(DeviceKind.SOS, lane.resident("3"), null);
        watch.round();
        try (Browser browser = new Browser(port)) {
            try (Browser.Person stranger = browser.open(1280, "zh-CN")) {
                walk(stranger, "/sign-in?wrong", "/help/" + linkOfSomebodyAsked());
            }
            try (Browser.Person operator = browser.open(1280, "zh-CN").as(lane.operator(), Estate.PASSWORD)) {
                walk(
                        operator,
                        "/desk",
                        "/storms/" + lane.storm(),
                        "/cases/" + number,
                        "/residents/" + lane.resident("3"),
                        "/no-such-page");
                work(operator, number);
                leave(operator);
            }
            for (String name : ROLES) {
                try (Browser.Person person = browser.open(1280, name.equals("admin1") ? "en" : "zh-CN")
                        .as(name, file.passwordOf(name, ""))) {
                    walk(person, "/notices");
                    if (name.equals("supervisor1")) {
                        walk(person, "/cases/" + number, "/residents/" + lane.resident("3"));
                    }
                    walk(person, notWalked(name));
                    leave(person);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(walked)
                .contains(
                        "/desk",
                        "/tasks/{id}",
                        "/cases/{number}",
                        "/devices/{id}",
                        "/residents/{id}/edit",
                        "/staff/new",
                        "/help/{secret}");
    }

    private String linkOfSomebodyAsked() {
        TestNeighbours.Home home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        String number = desk.ringAt(AlarmKind.SOS, home);
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        }
        String secret = LinkSecret.make();
        transaction.executeWithoutResult(tx -> jdbc.update(
                "update alarm_ask set link_hash = ? where id = (select max(id) from alarm_ask)",
                LinkSecret.hash(secret)));
        return secret;
    }

    /** Who stays signed in counts as on duty, for other tests too. */
    private static void leave(Browser.Person person) {
        Page page = person.go("/notices").page();
        page.evaluate("document.querySelector(\"form[action$='/sign-out']\").submit()");
        page.waitForURL("**/sign-in*");
    }

    /** What she may open and nobody was led to, because the link is shown only where there is something to see. */
    private String[] notWalked(String name) {
        Here here = Here.as(name, port, file);
        String[] missed = pages().stream()
                .filter(path -> !walked.contains(path))
                .filter(path -> {
                    HttpResponse<String> answer = here.page(path);
                    return answer.statusCode() == 200 && answer.body().contains("<main id=\"main\"");
                })
                .toArray(String[]::new);
        here.submit("/me/password", "/sign-out", Map.of());
        return missed;
    }

    private void work(Browser.Person operator, String number) {
        operator.go("/desk").page().locator(".alarm .timeline").waitFor();
        inTheDark(operator, "dark-desk");
        Page page = operator.go("/tasks/" + desk.work(number).get(0).id()).page();
        look(operator, "a task that nobody has taken");
        page.locator("form[action$='/claim'] button").click();
        page.locator(".fjs-form-field").first().waitFor();
        look(operator, "a task with its form");
        inTheDark(operator, "dark-task");
        String before = page.url();
        page.click("#complete");
        page.waitForURL(url -> !url.equals(before));
        page.locator(".fjs-form-field").first().waitFor();
        page.click("#complete");
        page.locator(".fjs-form-field-error").first().waitFor();
        look(operator, "a form with what is missing");
        page.keyboard().press("Escape");
        page.locator(".person summary").click();
        page.locator("[data-opens=keys]").click();
        page.locator("dialog[open]").waitFor();
        look(operator, "the keys of a page");
    }

    private static void inTheDark(Browser.Person person, String name) {
        person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        person.picture(name);
        person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void walk(Browser.Person person, String... from) {
        Deque<String> open = new ArrayDeque<>(List.of(from));
        // where she begins is looked at again, so that what only she is offered is found
        open.forEach(path -> walked.remove(kind(path)));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (path.startsWith("/camunda")
                    || path.startsWith("/swagger")
                    || path.matches(".*/(export|template)")
                    || !walked.add(kind(path))) {
                continue;
            }
            Page page = person.go(path).page();
            look(person, path);
            ((List<?>) page.evaluate(
                            "() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"))
                    .forEach(link -> {
                        String to = String.valueOf(link).replaceFirst("[?#].*", "");
                        if (to.startsWith("/")) {
                            open.add(to);
                        }
                    });
        }
    }

    private void look(Browser.Person person, String path) {
        Page page = person.page();
        page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
                + " && [...document.querySelectorAll('.diagram[data-model]')].every((box) => box.childElementCount)");
        person.faults().stream()
                .filter(fault -> !(path.equals("/no-such-page") && fault.contains("404")))
                .forEach(fault -> faults.add(path + " " + fault));
    }

    /** Which page of ours answers there: one of each is enough. */
    private String kind(String path) {
        PathContainer asked = PathContainer.parsePath(path.replaceFirst("[?#].*", ""));
        return handlers.getHandlerMethods().keySet().stream()
                .filter(door -> door.getMethodsCondition().getMethods().isEmpty()
                        || door.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(door -> Objects.requireNonNull(door.getPathPatternsCondition()).getPatterns().stream())
                .filter(pattern -> pattern.matches(asked))
                .sorted()
                .map(PathPattern::getPatternString)
                .findFirst()
                .orElse(path);
    }

    /** The addresses without anything to fill in that answer a GET with a page. */
    private Set<String> pages() {
        Set<String> pages = new TreeSet<>();
        handlers.getHandlerMethods().forEach((door, handler) -> {
            Set<RequestMethod> methods = door.getMethodsCondition().getMethods();
            boolean page = handler.getMethod().getReturnType() == String.class && !isOfATest(handler.getBeanType());
            if (page && (methods.isEmpty() || methods.contains(RequestMethod.GET))) {
                door.getPatternValues().stream()
                        .filter(path -> !path.contains("{")
                                && !path.matches("/(api|v3|actuator|error|live|first-administrator).*"))
                        .forEach(pages::add);
            }
        });
        return pages;
    }

    private static boolean isOfATest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }
}
