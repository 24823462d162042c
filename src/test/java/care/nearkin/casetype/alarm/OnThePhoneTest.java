package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.people.Residents;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages on a small screen and on a bad line. */
@NearkinTest
class OnThePhoneTest {

    private static final String DEVICE = "chirpstack:24e124ffff0000990123456789abcdef";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TestDesk desk;

    @Autowired
    Devices devices;

    @Autowired
    Alarms alarms;

    @Autowired
    Residents residents;

    @Autowired
    Estate estate;

    @Autowired
    Clock clock;

    @Test
    void everythingInAListIsInsideTheScreenAndLargeEnoughForAFinger() {
        devices.put(DEVICE, new Registration(DeviceKind.SOS, null, null, null, null, true, null, Map.of(), null));
        desk.ring();
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(390, "zh-CN")) {
            operator.as("operator1", file.passwordOf("operator1", ""));
            for (String path : List.of("/devices?q=" + DEVICE, "/cases", "/tasks", "/signals")) {
                Page page = operator.go(path).page();
                List<?> wrong = (List<?>) page.evaluate("""
                        () => [...document.querySelectorAll('table.stack td a, table.stack td button')]
                          .map((link) => [link.textContent.trim(), link.getBoundingClientRect()])
                          .filter(([, box]) => box.height < 44 || box.right > innerWidth)
                          .map(([text, box]) => `${text} ${box.height} high, ends at ${box.right}`)""");
                assertThat(wrong).as(path).isEmpty();
            }
            Page list = operator.go("/devices?q=" + DEVICE).page();
            list.locator("table.stack a[href^='/devices/']").first().click();
            list.waitForURL("**/devices/*");
            assertThat(list.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("the device's page")
                    .isEqualTo(true);
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @Test
    void aFormThatDoesNotArriveIsSaidInsteadOfAnEmptyPage() {
        String number = desk.ring();
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(390, "en")) {
            operator.as("operator1", file.passwordOf("operator1", "")).go(taskOf(number));
            Page page = operator.page();
            page.route("**/tasks/*/form", Route::abort);
            page.locator("form[action$='/claim'] button").click();
            page.locator("#form-fault").waitFor();
            assertThat(page.locator("#form-fault").textContent()).contains("please load the page again");
        }
    }

    @Test
    void whatIsWrongInAFormIsSaidInTheLanguageOfThePage() {
        String number = desk.ring();
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(390, "zh-CN")) {
            operator.as("operator1", file.passwordOf("operator1", "")).go(taskOf(number));
            Page page = operator.page();
            page.locator("form[action$='/claim'] button").click();
            page.locator("#form textarea").waitFor();
            page.locator("#form textarea").fill("x".repeat(3000));
            page.click("#complete");
            page.locator(".fjs-form-field-error").first().waitFor();
            assertThat(page.locator(".fjs-form-field-error").allTextContents()).containsOnly("内容太长。");
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @Test
    void theListOfAlarmsComesBeforeTheOneThatIsOpen() {
        Estate.Lane lane = estate.lane();
        for (int i = 0; i < 3; i++) {
            lane.rings(AlarmKind.SOS, AlarmCase.Severity.CRITICAL, lane.resident("3"), null, clock.instant());
        }
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(390, "en")) {
            Page page =
                    operator.as(lane.operator(), Estate.PASSWORD).go("/desk").page();
            assertThat(top(page, ".others a")).isLessThan(top(page, "section.alarm"));
            assertThat(top(page, "section.alarm")).isLessThan(600);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            operator.picture("phone-desk");
        }
    }

    /** Beside a task the card is a few lines on a phone and everything on a desk. */
    @Test
    void whatIsKnownOfAPersonIsFoldedAboveTheForm() {
        String number = alarms.raise(new RaiseAlarm(
                        AlarmKind.FALL,
                        AlarmCase.Severity.CRITICAL,
                        "because.alarm.sos",
                        residents.idOf("S001").orElseThrow(),
                        "lane540",
                        null,
                        "bath",
                        java.time.Instant.now(),
                        null,
                        null))
                .caseNumber();
        for (int width : new int[] {390, 1280}) {
            try (Browser browser = new Browser(port);
                    Browser.Person operator = browser.open(width, "en")) {
                Page page = operator.as("operator1", file.passwordOf("operator1", ""))
                        .go(taskOf(number))
                        .page();
                page.locator(".resident-card .where").waitFor();
                assertThat(page.locator(".where").textContent()).contains("bath");
                assertThat(page.locator(".resident-card .contacts").isVisible()).isEqualTo(width > 1000);
                if (width < 1000) {
                    assertThat(top(page, "form[action$='/claim']") - top(page, "main h1"))
                            .isLessThan(620);
                    page.locator(".resident-card summary").click();
                    page.locator(".resident-card .contacts").waitFor();
                }
                assertThat(operator.complaints()).isEmpty();
            }
        }
    }

    /** Where it is now: the list is drawn anew whenever an alarm has news, so nothing that was found before is held. */
    private static double top(Page page, String what) {
        page.waitForFunction("what => document.querySelector(what)?.getBoundingClientRect().height > 0", what);
        Object top = page.evaluate("what => document.querySelector(what).getBoundingClientRect().y", what);
        return ((Number) top).doubleValue();
    }

    private String taskOf(String number) {
        return "/tasks/" + desk.work(number).get(0).id();
    }
}
