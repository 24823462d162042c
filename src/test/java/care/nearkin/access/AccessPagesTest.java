package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Our own pages of this module on a screen and on a phone. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @AutoClose
    Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
    }

    @ParameterizedTest
    @CsvSource({"1280,zh-CN", "390,zh-CN", "1280,en", "390,en"})
    void noPageComplainsOrScrollsSideways(int width, String locale) {
        try (var person = browser.open(width, locale)) {
            look(person, "/sign-in", "sign-in");
            person.signIn("admin1", file.passwordOf("admin1", ""));
            look(person, "/staff", "staff");
            look(person, "/staff/operator1", "staff-one");
            look(person, "/staff/new", "staff-new");
            look(person, "/teams", "teams");
            look(person, "/me/password", "me");
            look(person, "/swagger-ui/index.html", "swagger");
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void look(Browser.Person person, String path, String name) {
        person.go(path);
        Page page = person.page();
        // news keep coming, so the network of our pages is never idle
        page.waitForLoadState();
        if (path.startsWith("/swagger")) {
            page.locator(".swagger-ui .info").waitFor();
        }
        person.picture("access-" + name);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                .as("%s fits", path)
                .isTrue();
        if (!path.startsWith("/swagger")) {
            assertThat(page.content()).doesNotContain("??");
        }
    }
}
