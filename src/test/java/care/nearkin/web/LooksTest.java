package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.notification.Notice;
import care.nearkin.notification.Notice.Channel;
import care.nearkin.notification.Notices;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The frame of every page in a real browser: fits the screen, breaks no content policy, moves by itself. */
@NearkinTest
class LooksTest {

    private static final String PASSWORD = "a quiet lane 540";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Notices notices;

    final String name = "look" + UUID.randomUUID().toString().substring(0, 8);
    final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void account() {
        staff.putSample(
                new StaffAccounts.NewStaff(name, "林督导", Set.of(Group.SUPERVISOR, Group.OPERATOR), null, null, null),
                PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"1280, zh, LIGHT", "1280, en, DARK", "390, zh, DARK", "390, en, LIGHT", "1600, zh, LIGHT"})
    void everyPageFitsTheScreenAndBreaksNoPolicy(int width, String language, ColorScheme scheme) {
        tell("first", false);
        tell("second", true);
        try (BrowserContext context = context(width, language, scheme)) {
            Page page = signedIn(context);
            for (String path : List.of("/notices", "/notices/outbox", "/no-such-page", "/sign-in")) {
                page.navigate(address(path));
                // bell, ringing line and banners have come
                page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(width);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                "target/looks", path.replace('/', '_') + "-" + width + "-" + language + ".png")));
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void anUrgentNoticeAppearsOnAnOpenPageByItselfAndGoesWhenSeen() {
        try (BrowserContext context = context(1280, "en", ColorScheme.LIGHT)) {
            Page page = signedIn(context);
            Page second = context.newPage();
            page.navigate(address("/notices"));
            second.navigate(address("/notices/outbox"));

            tell("urgent", true);

            for (Page open : List.of(page, second)) {
                open.locator(".banner").getByText("Nobody is at the alarm desk").waitFor();
                open.locator("#bell .count").waitFor();
            }
            page.locator(".banner button").click();
            page.locator(".banner").waitFor(gone());
            second.locator(".banner").waitFor(gone());
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatSheChoseIsDarkAtEveryDeskAndWhiteOnPaper() {
        try (BrowserContext context = context(1280, "en", ColorScheme.LIGHT)) {
            Page page = signedIn(context);
            page.navigate(address("/me/password"));
            String light = ground(page);
            page.locator("button[name=look][value=DARK]").click();
            page.waitForURL("**/me/password*");
            assertThat(page.locator("button[name=look][aria-pressed=true]").textContent())
                    .isEqualTo("Dark");
            assertThat(ground(page)).isNotEqualTo(light);
            try (BrowserContext elsewhere = context(390, "zh", ColorScheme.LIGHT)) {
                assertThat(ground(signedIn(elsewhere))).isEqualTo(ground(page));
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(ground(page)).isEqualTo("rgb(255, 255, 255)");
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.DARK));
            page.locator("button[name=look][value=LIGHT]").click();
            page.waitForURL("**/me/password*");
            assertThat(ground(page)).isEqualTo(light);
        }
        assertThat(complaints).isEmpty();
    }

    private static String ground(Page page) {
        page.waitForLoadState();
        return String.valueOf(page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }

    private static com.microsoft.playwright.Locator.WaitForOptions gone() {
        return new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
    }

    private BrowserContext context(int width, String language, ColorScheme scheme) {
        BrowserContext context = Browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setColorScheme(scheme)
                        .setLocale(language.equals("zh") ? "zh-CN" : "en-GB"));
        context.addCookies(List.of(new Cookie(Language.COOKIE, language).setUrl(address("/"))));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("404")) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    private Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(address("/sign-in"));
        page.fill("input[name=username]", name);
        page.fill("input[name=password]", PASSWORD);
        page.locator("form[action$='/sign-in'] button").first().click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    private void tell(String key, boolean urgent) {
        notices.tell(new Notice(
                "no-operator",
                "look:" + name + ":" + key,
                Set.of(),
                Set.of(name),
                null,
                Map.of(),
                "/cases/AL-2026-000123",
                urgent,
                Set.of(Channel.IN_APP)));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
