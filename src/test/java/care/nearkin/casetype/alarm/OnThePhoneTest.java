package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Devices.Registration;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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

    @Test
    void everythingInAListIsInsideTheScreenAndLargeEnoughForAFinger() {
        devices.put(DEVICE, new Registration(DeviceKind.SOS, null, null, null, null, true, null, Map.of(), null));
        desk.ring();
        try (Browser browser = new Browser(port);
                Browser.Person operator = browser.open(390, "zh-CN")) {
            operator.signIn("operator1", file.passwordOf("operator1", ""));
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
            operator.signIn("operator1", file.passwordOf("operator1", "")).go(taskOf(number));
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
            operator.signIn("operator1", file.passwordOf("operator1", "")).go(taskOf(number));
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

    private String taskOf(String number) {
        return "/tasks/" + desk.work(number).get(0).id();
    }
}
