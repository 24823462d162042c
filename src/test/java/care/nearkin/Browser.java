package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium on the running program. One process for all tests of this JVM, which ends with it; each {@link #open} is
 * a person with cookies, cache, language and screen of her own. What the browser complains about is kept: errors in the
 * console, scripts that failed, violations of the content policy, answers that were refused.
 */
public final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of(
                    System.getenv("CHROMIUM"),
                    "/usr/bin/chromium-headless-shell",
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome")
            .filter(Objects::nonNull)
            .map(Path::of)
            .toList();

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static @Nullable Playwright playwright;
    private static com.microsoft.playwright.@Nullable Browser shared;

    private final List<Person> people = new ArrayList<>();
    private final String address;

    public Browser(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** The process itself, for who wants persons of another kind; started anew if it has crashed. */
    public static com.microsoft.playwright.Browser chromium() {
        if (playwright == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        }
        if (shared == null || !shared.isConnected()) {
            shared = playwright.chromium().launch(options());
        }
        return shared;
    }

    private static BrowserType.LaunchOptions options() {
        Path executable = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No Chromium here: run .ci/run, or apt-get install chromium-headless-shell"));
        return new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
    }

    /** A new person before a screen of this width whose browser speaks {@code locale} ({@code zh-CN}, {@code en}). */
    public Person open(int width, String locale) {
        Person person = new Person(width, locale);
        people.add(person);
        return person;
    }

    /** Whoever still sits before it goes. */
    @Override
    public void close() {
        people.forEach(Person::close);
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
            context = chromium()
                    .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                            .setViewportSize(width, width < 700 ? 844 : 800)
                            .setLocale(locale)
                            .setTimezoneId("Asia/Shanghai"));
            context.setDefaultTimeout(60_000);
            context.setDefaultNavigationTimeout(60_000);
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add("console: " + message.text() + " " + message.location());
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

        /** Signed in like that, with the same cookies, without any page being drawn for it. */
        public Person as(String name, String password) {
            APIRequestContext calls = context.request();
            Matcher token = CSRF.matcher(calls.get(address + "/sign-in").text());
            assertThat(token.find()).isTrue();
            APIResponse answer = calls.post(
                    address + "/sign-in",
                    RequestOptions.create()
                            .setForm(FormData.create()
                                    .set("_csrf", token.group(1))
                                    .set("username", name)
                                    .set("password", password))
                            .setMaxRedirects(0));
            assertThat(answer.headers().get("location")).doesNotContain("/sign-in");
            return this;
        }

        /** The same person before an empty screen; what was complained of is forgotten. */
        public Person anew() {
            page.navigate("about:blank");
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

        /**
         * Fails for whatever keeps somebody from using the page that is open, on a screen and on a phone, light and dark
         * ({@link Accessibility}), and for what the browser has complained of.
         */
        public Person isForEverybody() {
            assertThat(Accessibility.faultsInEveryLook(page)).as(page.url()).isEmpty();
            assertThat(complaints).as(page.url()).isEmpty();
            return this;
        }

        /** What {@link #isForEverybody} would fail for, for who looks at many pages before she says. */
        public List<String> faults() {
            List<String> faults = new ArrayList<>(Accessibility.faultsInEveryLook(page));
            faults.addAll(complaints);
            complaints.clear();
            return faults;
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
