package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import care.nearkin.notification.TemplateList.Line;
import care.nearkin.notification.TemplateList.Wanted;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    TemplateList list;

    @Autowired
    Notices notices;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts accounts;

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

    /** A carriage return would begin another line of the mail's head; the others show something else than is sent. */
    @ParameterizedTest
    @ValueSource(strings = {"a\rBcc: x@example.test", "a\nb", "a\0b", "a\u202eb", "a\u2028b", "a\u200bb"})
    void nothingHiddenGetsIntoATitle(String title) {
        var answer = admin.submit(PAGE, PAGE, Map.of("title", title, "body", "好", "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"title-error\"");
        assertThat(wordings.text(KEY, Locale.SIMPLIFIED_CHINESE)).isNull();
    }

    @Test
    void markupIsWordsLikeOthers() throws Exception {
        String markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        save(markup, markup, 0);
        long notice = notices(markup);
        try {
            for (String page : new String[] {PAGE, "/templates?q=mentioned", "/notices"}) {
                assertThat(admin.page(page).body())
                        .as(page)
                        .contains("&lt;script&gt;alert(1)")
                        .doesNotContain("<script>alert", "<img src=x");
            }
            MimeMessage mail = office.deliverTo("admin1@example.test").get(0);
            assertThat(mail.getContentType()).startsWith("text/plain");
            assertThat(mail.getSubject()).contains(markup);
        } finally {
            accounts.email("admin1", null);
            transaction.executeWithoutResult(status -> jdbc.update("delete from notice where id = ?", notice));
        }
    }

    private long notices(String markup) {
        accounts.email("admin1", "admin1@example.test");
        notices.tell(new Notice(
                "mentioned",
                "markup:" + java.util.UUID.randomUUID(),
                java.util.Set.of(),
                java.util.Set.of("admin1"),
                null,
                Map.of("case", markup),
                "/cases/AL-2026-000123",
                true,
                java.util.Set.of(Notice.Channel.IN_APP, Notice.Channel.EMAIL)));
        return jdbc.queryForObject("select max(id) from notice where kind = 'mentioned'", Long.class);
    }

    @Test
    void whatSomebodyWaitsForCannotBeLeftOut() {
        String page = "/templates/message.staff.phone-code/zh";

        var answer = admin.submit(page, page, Map.of("title", "验证码 {code}", "body", "请稍候。", "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"body-error\"");
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

    /** Each once, page by page, in whatever order; only so many of them changed. */
    @ParameterizedTest
    @EnumSource(TemplateList.Order.class)
    void theListIsSortedAndPagedWithoutLosingOrRepeatingAny(TemplateList.Order order) {
        save("请看 {case}", "有人提到您。", 0);
        List<Line> all = new ArrayList<>();
        String after = null;
        do {
            var page = list.page(new Wanted("", null, null, order, after), Locale.SIMPLIFIED_CHINESE, 7);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);

        assertThat(all)
                .extracting(Line::key)
                .doesNotHaveDuplicates()
                .hasSize(templates.after("").size());
        switch (order) {
            case KEY -> assertThat(all).extracting(Line::key).isSorted();
            case CHANGED -> assertThat(all.get(0).key()).isEqualTo(KEY);
            case WORDS ->
                assertThat(all)
                        .extracting(Line::title)
                        .isSortedAccordingTo(java.text.Collator.getInstance(Locale.SIMPLIFIED_CHINESE)::compare);
        }
    }

    @Test
    void theListIsFilteredByKindAndByWhetherItWasChanged() {
        save("请看 {case}", "有人提到您。", 0);

        assertThat(admin.page("/templates?changed=true").body()).contains(PAGE);
        assertThat(list.page(
                                new Wanted("", TemplateList.Kind.NOTICE, true, TemplateList.Order.KEY, null),
                                Locale.ENGLISH,
                                99)
                        .items())
                .extracting(Line::key)
                .containsExactly(KEY);
        assertThat(admin.page("/templates?changed=true&kind=MESSAGE").body()).doesNotContain(PAGE);
        assertThat(admin.page("/templates?changed=false&q=mentioned").body()).doesNotContain(PAGE);
        assertThat(admin.page("/templates?after=nonsense").statusCode()).isEqualTo(400);
        assertThat(admin.page("/templates?sort=nonsense").statusCode()).isEqualTo(400);
        assertThat(admin.get("/templates?q=mentioned", "HX-Request", "true").body())
                .contains("id=\"found\"")
                .doesNotContain("<html");
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
