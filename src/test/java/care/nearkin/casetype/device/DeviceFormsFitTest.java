package care.nearkin.casetype.device;

import static care.nearkin.casetype.device.DeviceWork.MAINTAINER;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.signal.DeviceKind;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The forms that are filled in at somebody's door fit a telephone, in both languages. */
@NearkinTest
class DeviceFormsFitTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    DeviceWork desk;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void noAnswerMakesThePageWiderThanTheScreen(String language) {
        try (Browser browser = new Browser(port);
                Browser.Person maintainer = browser.open(390, language)) {
            maintainer.as("maintainer1", accounts.passwordOf("maintainer1", ""));
            String broken = desk.tell(desk.device(DeviceKind.SOS, null), Matter.FAULT);
            fits(maintainer, broken, "Task_Visit");
            desk.complete(broken, "Task_Visit", MAINTAINER, Map.of("found", "BROKEN", "done", "REPAIRED"));
            fits(maintainer, broken, "Task_Test");
            String fresh = desk.tell(desk.device(DeviceKind.SOS, null), Matter.INSTALLATION);
            fits(maintainer, fresh, "Task_Schedule");
            desk.complete(fresh, "Task_Schedule", MAINTAINER, Map.of("appointment", "2099-01-01T10:00:00+08:00"));
            fits(maintainer, fresh, "Task_Install");
            assertThat(maintainer.complaints()).isEmpty();
        }
    }

    @Test
    void theCalendarSpeaksTheLanguageOfThePageAndCanBeReadInTheDark() {
        try (Browser browser = new Browser(port);
                Browser.Person maintainer = browser.open(1280, "zh-CN")) {
            maintainer.as("maintainer1", accounts.passwordOf("maintainer1", ""));
            String fresh = desk.tell(desk.device(DeviceKind.SOS, null), Matter.INSTALLATION);
            fits(maintainer, fresh, "Task_Schedule");
            Page page = maintainer.page();
            page.locator("#form .fjs-form-field-datetime input").first().click();
            assertThat(page.locator(".flatpickr-weekdays").textContent()).contains("周一", "周日");
            assertThat(page.locator(".flatpickr-monthDropdown-months").textContent())
                    .contains("十二月");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            maintainer.picture("calendar");
            maintainer.isForEverybody();
        }
    }

    private void fits(Browser.Person person, String number, String task) {
        desk.claim(number, task, MAINTAINER);
        Page page = person.go("/tasks/" + desk.work(number, task).id()).page();
        page.locator("#form .fjs-container [id*='-Field_']").first().waitFor();
        page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
        person.picture("device-" + task);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(task)
                .isLessThanOrEqualTo(page.viewportSize().width);
        assertThat((Boolean) page.evaluate("""
                () => [...document.querySelectorAll('#form label')].every((label) => label.scrollWidth <= label.clientWidth)
                """))
                .as(task + " shows its answers to their end")
                .isTrue();
        person.isForEverybody();
    }
}
