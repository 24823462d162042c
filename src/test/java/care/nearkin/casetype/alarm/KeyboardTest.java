package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import com.microsoft.playwright.Page;
import java.time.Clock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Work without a mouse. */
@NearkinTest
class KeyboardTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    Clock clock;

    @AutoClose
    Browser browser;

    String number = "";
    Estate.Lane lane;
    Browser.Person operator;
    Page page;

    @BeforeEach
    void anAlarmWaits() {
        browser = new Browser(port);
        lane = estate.lane();
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, clock.instant());
        operator = browser.open(1280, "en").as(lane.operator(), Estate.PASSWORD);
        page = operator.page();
    }

    @Test
    void aTaskIsFoundTakenAndDoneWithTheKeyboardAlone() {
        operator.go("/notices");
        press("g", "t");
        page.waitForURL("**/tasks");
        operator.go("/tasks?sort=newest");
        String task = "/tasks/" + desk.work(number).get(0).id();
        for (int i = 0; i < 20 && !task.equals(focused("href")); i++) {
            press("j");
        }
        press("Enter");
        page.waitForURL("**" + task);
        press("c");
        page.locator("#form textarea").waitFor();
        page.locator("#complete").waitFor();
        page.keyboard().press("Control+Enter");
        page.waitForURL(url -> url.contains("/tasks/") && !url.endsWith(task));
        assertThat(desk.waiting(number)).containsExactly("Task_CallBack");

        page.locator("#complete").waitFor();
        assertThat(focused("type")).isEqualTo("radio");
        press("Space");
        page.keyboard().press("Control+Enter");
        page.locator(".fjs-form-field-error, #form-fault:not([hidden])").first().waitFor();
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void theHelpSaysWhichKeysThisPageHasAndGivesThePlaceBack() {
        operator.go("/desk");
        press("?");
        assertThat(page.locator("dialog[open]")).containsText("Take it");
        operator.picture("keys-desk");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);

        operator.go("/cases");
        press("/");
        assertThat(focused("id")).isEqualTo("seek");
        operator.go("/cases");
        press("f");
        assertThat(focused("type")).isEqualTo("search");
        page.keyboard().type("a?gt");
        assertThat(page.locator("main input[type=search]").inputValue()).isEqualTo("a?gt");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(page.url()).contains("/cases");
    }

    @Test
    void whoSwitchesSingleKeysOffPressesNothingByMistake() {
        operator.go("/me/password");
        page.locator("button[name=on][value=false]").click();
        page.locator("button[name=on][value=false][aria-pressed=true]").waitFor();
        operator.go("/desk");
        press("?", "a", "j");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(page.locator(".alarm kbd:visible")).hasCount(0);
        assertThat(desk.waiting(number)).containsExactly("Task_Acknowledge");
        page.locator(".person summary").click();
        page.locator("[data-opens=keys]").click();
        assertThat(page.locator("dialog[open]")).containsText("switched off");
    }

    @Test
    void aListThatGoesOnByItselfKeepsHerPlace() {
        operator.go("/tasks?sort=newest");
        press("j");
        String href = focused("href");
        assertThat(href).startsWith("/tasks/");
        lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("4"), null, clock.instant());
        page.locator(".fresh-line button").waitFor();
        assertThat(focused("href")).isEqualTo(href);
    }

    @Test
    void theFirstTabLeadsPastTheMenu() {
        operator.go("/cases");
        press("Tab");
        assertThat(focused("href")).isEqualTo("#main");
        press("Enter");
        assertThat(focused("id")).isEqualTo("main");
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private String focused(String attribute) {
        return String.valueOf(page.evaluate("name => document.activeElement.getAttribute(name)", attribute));
    }
}
