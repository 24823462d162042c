package care.nearkin;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A real Chromium on the running program. One process for all tests of a class; each {@link #open} is a person with
 * cookies, language and screen of her own. What the browser complains about is kept: errors in the console, scripts that
 * failed, violations of the content policy, answers that were refused.
 */
public final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of(
                    System.getenv("CHROMIUM"),
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome")
            .filter(Objects::nonNull)
            .map(Path::of)
            .toList();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;

    public Browser(int port) {
        address = "http://127.0.0.1:" + port;
        Path executable = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Chromium here: run .ci/run, or apt-get install chromium"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A new person before a screen of this width whose browser speaks {@code locale} ({@code zh-CN}, {@code en}). */
    public Person open(int width, String locale) {
        return new Person(width, locale);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    public final class Person implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final int width;
        private final String locale;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final List<String> calls = new CopyOnWriteArrayList<>();

        private Person(int width, String locale) {
            this.width = width;
            this.locale = locale;
            context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, width < 700 ? 844 : 800)
                    .setLocale(locale)
                    .setTimezoneId("Asia/Shanghai"));
            context.setDefaultTimeout(60_000);
            context.setDefaultNavigationTimeout(60_000);
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add("console: " + message.text());
                }
            });
            page.onPageError(error -> complaints.add("script: " + error));
            page.onResponse(this::note);
        }

        private void note(Response response) {
            String call =
                    response.request().method() + " " + response.url().replace(address, "") + " " + response.status();
            calls.add(call);
            if (response.status() >= 400) {
                complaints.add("answer: " + call);
            }
        }

        public Person go(String path) {
            page.navigate(address + path);
            return this;
        }

        /** Through the sign-in page, with a password. */
        public Person signIn(String name, String password) {
            go("/sign-in");
            page.fill("#username", name);
            page.fill("#password", password);
            page.click("main form button[type=submit]");
            page.waitForURL(url -> !url.contains("/sign-in"));
            complaints.clear();
            return this;
        }

        public Page page() {
            return page;
        }

        /** Console errors, failed scripts, content policy violations and refused answers so far. */
        public List<String> complaints() {
            return List.copyOf(complaints);
        }

        /** {@code METHOD path status} of everything fetched so far. */
        public List<String> calls() {
            return List.copyOf(calls);
        }

        /** Saves {@code target/pictures/<name>-<locale>-<width>.png}. */
        public Person picture(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "pictures", name + "-" + locale + "-" + width + ".png"))
                    .setFullPage(true));
            return this;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
