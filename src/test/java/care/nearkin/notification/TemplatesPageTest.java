package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An office words its notices itself, within what may leave the building. */
@NearkinTest
class TemplatesPageTest {

    private static final String KEY = "notice.mentioned";
    private static final String PAGE = "/templates/" + KEY + "/zh";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    Templates templates;

    @Autowired
    TemplateRules rules;

    @Autowired
    Wordings wordings;

    @Autowired
    Said said;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcClient client;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    Here admin;

    @BeforeEach
    void anAdministratorIsHere() {
        admin = Here.as("admin1", port, file);
    }

    @AfterEach
    void originalAgain() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from wording_version where template = ?", KEY));
        admin.submit("/me/password", "/sign-out", Map.of());
    }

    @Test
    void whatIsSavedIsSaidAtOnceByEveryNode() {
        Wordings another = new Wordings(client, clock);
        assertThat(another.text(KEY, Locale.SIMPLIFIED_CHINESE)).isNull();

        assertThat(save("请看 {case}", "有人提到您。", 0)).isEqualTo(302);

        assertThat(title()).isEqualTo("请看 AL-2026-000123");
        assertThat(another.text(KEY, Locale.SIMPLIFIED_CHINESE)).isEqualTo(new Text("请看 {case}", "有人提到您。"));
        assertThat(said.title(Locale.ENGLISH, "mentioned", Map.of("case", "AL-2026-000123")))
                .isEqualTo("You are mentioned in case AL-2026-000123");
    }

    @Test
    void everyVersionIsKeptWithWhoAndTheOriginalComesBack() {
        save("请看 {case}", "有人提到您。", 0);
        long first = newest();
        save("{case} 有新记录", "有人提到您。", first);
        assertThat(admin.submit(PAGE, PAGE + "/original", Map.of("seen", Long.toString(newest())))
                        .statusCode())
                .isEqualTo(302);

        assertThat(title()).isEqualTo("个案 AL-2026-000123 中有人提到您");
        assertThat(wordings.versions(KEY, Locale.SIMPLIFIED_CHINESE, 9))
                .extracting(version ->
                        version.text() == null ? null : version.text().title())
                .containsExactly(null, "{case} 有新记录", "请看 {case}");
        assertThat(wordings.versions(KEY, Locale.SIMPLIFIED_CHINESE, 9))
                .extracting(Wordings.Version::by)
                .containsOnly("admin1");
        assertThat(admin.page(PAGE + "?version=" + first).body()).contains("value=\"请看 {case}\"");
    }

    @Test
    void aPreviewIsFilledInAndSavesNothing() {
        assertThat(admin.submit(PAGE, PAGE, Map.of("title", "请看 {case}！", "body", "好", "seen", "0", "do", "preview"))
                        .body())
                .contains("请看 AL-2026-000123！")
                .contains("value=\"请看 {case}！\"");
        assertThat(wordings.text(KEY, Locale.SIMPLIFIED_CHINESE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"{address}", "{health}", "{phone}", "{nobody}", "{case", "''"})
    void whatMustNotLeaveOrCannotBeFilledInIsRefusedAndStaysOnThePage(String body) {
        var answer = admin.submit(PAGE, PAGE, Map.of("title", "请看", "body", body, "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"body-error\"").contains(body);
        assertThat(wordings.text(KEY, Locale.SIMPLIFIED_CHINESE)).isNull();
    }

    @Test
    void aTextMessageHasToStayShort() {
        String page = "/templates/message.alarm.stand-down/zh";
        var answer = admin.submit(page, page, Map.of("title", "好", "body", "长".repeat(201), "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"body-error\"");
    }

    @Test
    void whoComesSecondOverwritesNothingAndKeepsWhatSheTyped() {
        save("请看 {case}", "有人提到您。", 0);

        var answer = admin.submit(PAGE, PAGE, Map.of("title", "第二个人写的", "body", "好", "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("第二个人写的");
        assertThat(title()).isEqualTo("请看 AL-2026-000123");
    }

    @Test
    void everyOriginalKeepsItsOwnRules() {
        assertThat(templates.after("")).hasSizeGreaterThan(50).allSatisfy(template -> {
            for (Locale language : Words.LANGUAGES) {
                Text text = templates.original(template, language);
                assertThatCode(() -> rules.checked(template, language, text.title(), text.body()))
                        .as(template.key())
                        .doesNotThrowAnyException();
                assertThat(rules.example(language, text).title()
                                + rules.example(language, text).body())
                        .as(template.key())
                        .doesNotContain("…")
                        .doesNotContain("{");
            }
        });
    }

    /** A message may name somebody to her own contacts; no other place holds what is private. */
    @Test
    void nothingPrivateIsFilledInAnywhere() {
        assertThat(templates.after(""))
                .allSatisfy(template -> assertThat(template.places())
                        .as(template.key())
                        .filteredOn(place -> !(template.spoken() && place.equals("name")))
                        .doesNotContainAnyElementsOf(TemplateRules.PRIVATE));
    }

    @Test
    void theListIsForAdministratorsAndIsFoundByWords() {
        assertThat(admin.page("/templates?q=mentioned").body()).contains(PAGE).doesNotContain("notice.answered");
        assertThat(admin.page("/templates").body()).contains("rel=\"next\"");
        Here other = Here.as("supervisor1", port, file);
        assertThat(other.page("/templates").statusCode()).isEqualTo(403);
        other.submit("/me/password", "/sign-out", Map.of());
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,1280", "en,1280", "zh-CN,390", "en,390"})
    void thePagesAreForEverybody(String locale, int width) {
        save("请看 {case}", "有人提到您。", 0);
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(width, locale).as("admin1", file.passwordOf("admin1", ""))) {
            for (String path : new String[] {"/templates", PAGE, "/me/telling"}) {
                person.go(path).picture("telling" + path.replaceAll("[^a-z]+", "-"));
                if (width == 1280) {
                    person.isForEverybody();
                }
            }
            person.page().navigate("http://127.0.0.1:" + port + PAGE);
            person.page().locator("button[value=preview]").click();
            person.page().locator("#preview").waitFor();
            person.picture("telling-preview");
            assertThat(person.complaints()).isEmpty();
        }
    }

    private int save(String title, String body, long seen) {
        return admin.submit(PAGE, PAGE, Map.of("title", title, "body", body, "seen", Long.toString(seen)))
                .statusCode();
    }

    private long newest() {
        return wordings.versions(KEY, Locale.SIMPLIFIED_CHINESE, 1).get(0).id();
    }

    private String title() {
        return said.title(Locale.SIMPLIFIED_CHINESE, "mentioned", Map.of("case", "AL-2026-000123"));
    }
}
