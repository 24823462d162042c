package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.engine.EngineTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The office says what people are told who have said nothing, and can silence no alarm. */
@NearkinTest
class TellingDefaultsPageTest {

    private static final String PAGE = "/telling";
    private static final Instant NOON = Instant.parse("2026-06-02T04:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TellingDefaults defaults;

    @Autowired
    Wishes wishes;

    @Autowired
    Gathering gathering;

    @Autowired
    Notices notices;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts staff;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final String name = "default" + UUID.randomUUID().toString().substring(0, 8);
    final String address = name + "@example.test";
    Here admin;

    @BeforeEach
    void anAdministratorAndSomebodyNew() {
        asBefore();
        admin = Here.as("admin1", port, file);
        staff.create(new StaffAccounts.NewStaff(name, "陈社工", Set.of(Group.KEEPER), null, address, "zh"));
    }

    @AfterEach
    void signOut() {
        asBefore();
        admin.submit("/me/password", "/sign-out", Map.of());
    }

    private void asBefore() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("update telling_default set wanted = false");
            jdbc.update("delete from telling_default_change");
            jdbc.update("delete from telling_wish where staff like 'default%'");
            jdbc.update("delete from gathering");
        });
    }

    @Test
    void whoHasSaidNothingIsToldAsTheOfficeSays() {
        assertThat(save("ASSIGNED.MAIL", "新来的不知道可以设置", 0)).isEqualTo(302);

        assertThat(wishes.of(name)).containsEntry(Happening.ASSIGNED, Set.of(Channel.MAIL));
        tell();
        later();
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whatSomebodyChoseHoldsWhateverTheOfficeSaysAfterwards() {
        save("ASSIGNED.MAIL", "试行", 0);
        int others = otherwise();
        wishes.set(name, Set.of(Channel.MAIL), Map.of());
        save("ASSIGNED.MAIL,NEAR_DUE.MAIL", "再加一项", defaults.newest());

        assertThat(wishes.of(name))
                .as("she said no to the one, and nothing about the other")
                .containsEntry(Happening.ASSIGNED, Set.of())
                .containsEntry(Happening.NEAR_DUE, Set.of(Channel.MAIL));
        assertThat(otherwise()).isEqualTo(others + 1);
        assertThat(admin.get(PAGE, "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains(others + 1 + " chose otherwise");

        staff.lock(name);
        assertThat(otherwise()).as("who works here no longer").isEqualTo(others);
    }

    private int otherwise() {
        return defaults.otherwise().getOrDefault("ASSIGNED.MAIL", 0);
    }

    @Test
    void sheGoesBackToWhatTheOfficeSays() {
        save("ASSIGNED.MAIL", "试行", 0);
        wishes.set(name, Set.of(Channel.MAIL), Map.of());

        wishes.forget(name);

        assertThat(wishes.of(name)).containsEntry(Happening.ASSIGNED, Set.of(Channel.MAIL));
        assertThat(wishes.own(name)).containsEntry(Happening.ASSIGNED, Set.of());
    }

    @Test
    void whoSavesHerPageUnchangedGoesOnAsTheOfficeSays() {
        save("ASSIGNED.MAIL", "试行", 0);

        wishes.set(name, Set.of(Channel.MAIL), Map.of(Happening.ASSIGNED, Set.of(Channel.MAIL)));

        assertThat(wishes.own(name)).containsEntry(Happening.ASSIGNED, Set.of());
    }

    @Test
    void whatTheOfficeNoLongerWantsIsLeftOutEvenWhileItWaits() {
        save("ASSIGNED.MAIL", "试行", 0);
        tell();
        save("", "不再需要", defaults.newest());

        later();
        assertThat(office.deliverTo(address)).isEmpty();
    }

    @Test
    void everyChangeIsKeptWithWhoWhenAndWhy() {
        time.stopAt(NOON);
        save("ASSIGNED.MAIL,ANSWERED.STAFF", "试行一个月", 0);
        save("ANSWERED.STAFF", "邮件太多", defaults.newest());

        assertThat(defaults.changes(null, 9))
                .extracting(one -> one.event() + "." + one.way() + " " + one.wanted() + " " + one.why() + " " + one.by()
                        + " " + one.at())
                .containsExactly(
                        "ASSIGNED.MAIL false 邮件太多 admin1 " + NOON,
                        "ANSWERED.STAFF true 试行一个月 admin1 " + NOON,
                        "ASSIGNED.MAIL true 试行一个月 admin1 " + NOON);
        assertThat(admin.page(PAGE).body()).contains("邮件太多").contains("试行一个月");
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_write where what = 'telling' and why = '邮件太多'", Integer.class))
                .isPositive();
    }

    @Test
    void manyChangesAreSeenPageByPage() {
        for (int i = 0; i < 21; i++) {
            save(i % 2 == 0 ? "ASSIGNED.MAIL" : "", "第" + i + "次", defaults.newest());
        }
        String first = admin.page(PAGE).body();

        assertThat(first).contains("第20次").doesNotContain("第0次").contains("rel=\"next\"");
        assertThat(admin.page(PAGE + "?after="
                                + defaults.changes(null, 20).get(19).id())
                        .body())
                .contains("第0次")
                .doesNotContain("第20次");
    }

    @Test
    void withoutAReasonNothingIsSavedAndNothingIsLost() {
        var answer = admin.submit(PAGE, PAGE, Map.of("wish", "ASSIGNED.MAIL", "why", " ", "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"why-error\"").containsPattern("value=\"ASSIGNED.MAIL\"[^>]*checked");
        assertThat(defaults.now()).containsEntry(Happening.ASSIGNED, Set.of());
    }

    @Test
    void whoComesSecondOverwritesNothing() {
        save("ASSIGNED.MAIL", "第一个", 0);

        var answer = admin.submit(PAGE, PAGE, Map.of("wish", "ANSWERED.MAIL", "why", "第二个", "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("第二个").containsPattern("value=\"ANSWERED.MAIL\"[^>]*checked");
        assertThat(defaults.now())
                .containsEntry(Happening.ASSIGNED, Set.of(Channel.MAIL))
                .containsEntry(Happening.ANSWERED, Set.of());
    }

    @Test
    void nobodySilencesAnAlarm() {
        save("ASSIGNED.MAIL", "试行", 0);
        var answer =
                admin.submit(PAGE, PAGE, Map.of("wish", "URGENT.MAIL", "why", "太吵", "seen", "" + defaults.newest()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(jdbc.queryForObject("select count(*) from telling_default where event = 'URGENT'", Integer.class))
                .isZero();
        wishes.set(name, Set.copyOf(Wishes.WAYS), Map.of());

        notices.tell(notice(true));

        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void onlyAdministratorsSaySo() {
        Here other = Here.as("supervisor1", port, file);
        assertThat(other.page(PAGE).statusCode()).isEqualTo(403);
        assertThat(other.submit("/me/telling", PAGE, Map.of("why", "x", "seen", "0"))
                        .statusCode())
                .isEqualTo(403);
        other.submit("/me/password", "/sign-out", Map.of());
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,1280", "en,1280", "zh-CN,390", "en,390"})
    void thePagesAreForEverybody(String locale, int width) {
        save("ASSIGNED.MAIL", "新来的不知道可以设置", 0);
        wishes.set(name, Set.of(Channel.MAIL), Map.of());
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(width, locale).as("admin1", file.passwordOf("admin1", ""))) {
            person.go(PAGE).picture("telling-defaults");
            person.isForEverybody();
            person.page().fill("#why", "   ");
            person.page().locator("main form button.primary").click();
            person.page().locator("#why-error").waitFor();
            person.picture("telling-defaults-why");
        }
    }

    private int save(String ticked, String why, long seen) {
        return admin.submit(PAGE, PAGE, Map.of("wish", ticked, "why", why, "seen", Long.toString(seen)))
                .statusCode();
    }

    private void later() {
        time.stopAt(NOON.plus(Gathering.A_WHILE));
        gathering.round();
    }

    private void tell() {
        time.stopAt(NOON);
        notices.tell(notice(false));
    }

    private Notice notice(boolean urgent) {
        return new Notice(
                "task.assigned",
                "default:" + UUID.randomUUID(),
                Set.of(),
                Set.of(name),
                null,
                Map.of("case", "AL-2026-000123", "task", "回拨"),
                "/tasks/1",
                urgent,
                Set.of(Notice.Channel.IN_APP, Notice.Channel.EMAIL));
    }
}
