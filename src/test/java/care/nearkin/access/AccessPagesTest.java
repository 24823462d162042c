package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Our own pages of this module on a screen and on a phone. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessPagesTest {

    private static final String OWN = "a quiet evening 540";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    StaffAccounts accounts;

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

    @Test
    void aTeamIsFoundAmongManyAndItsAreasAreChanged() {
        String name = "Zeta " + UUID.randomUUID();
        Here admin = Here.as("admin1", port, file);
        assertThat(admin.submit("/teams", "/teams", Map.of("name", name)).statusCode())
                .isEqualTo(302);
        assertThat(admin.page("/teams?q=Zeta").body()).contains(name);
        assertThat(admin.page("/teams?q=no-such-team").body()).doesNotContain(name);
        assertThat(admin.page("/teams?after=" + name.replace(" ", "%20")).body())
                .doesNotContain("team=" + name.replace(" ", "%20"));
        assertThat(admin.page("/teams?team=" + name.replace(" ", "%20")).body()).contains("everywhere-chosen");
        admin.submit("/teams", "/teams", Map.of("name", name, "everywhere", "true"));
        assertThat(admin.page("/teams?q=Zeta&team=" + name.replace(" ", "%20")).body())
                .containsPattern("id=\"everywhere-chosen\"[^>]*checked");
    }

    /** The page at which she is held asks for nothing that she may not have yet, so nothing sends her there again. */
    @Test
    void whoeverHasAOneTimePasswordTypesInPeaceAndGetsIn() {
        String name = "fresh" + UUID.randomUUID().toString().substring(0, 8);
        String oneTime = accounts.create(
                new StaffAccounts.NewStaff(name, "Fresh", Set.of(Group.OPERATOR, Group.SUPERVISOR), null, null, null));
        try (var person = browser.open(390, "en")) {
            Page page = person.signIn(name, oneTime).page();
            assertThat(page.url()).endsWith("/me/password");
            page.fill("#present", oneTime);
            page.locator("#password").pressSequentially(OWN, new Locator.PressSequentiallyOptions().setDelay(200));
            assertThat(page.inputValue("#present")).isEqualTo(oneTime);
            assertThat(page.inputValue("#password")).isEqualTo(OWN);
            assertThat(person.calls()).noneMatch(call -> call.matches("GET /(live|notices|desk).*"));

            page.fill("#again", OWN);
            page.click("main button.primary");
            page.waitForURL("**/desk");
            page.locator("#bell").waitFor();
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** Should any part of that page ask all the same, it stays where it is. */
    @Test
    void whoeverIsAtThePasswordPageAlreadyIsNotSentThereAgain() {
        String name = "held" + UUID.randomUUID().toString().substring(0, 8);
        String oneTime = accounts.create(new StaffAccounts.NewStaff(name, "Held", Set.of(), null, null, null));
        Here here = new Here(port);
        here.signIn(name, oneTime);
        String there = "http://127.0.0.1:" + port + "/me/password?lang=en";

        assertThat(here.get("/notices/bell", "HX-Request", "true").headers().firstValue("HX-Redirect"))
                .hasValue("/me/password");
        assertThat(here.get("/notices/bell", "HX-Request", "true", "HX-Current-URL", there)
                        .headers()
                        .firstValue("HX-Redirect"))
                .isEmpty();
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
