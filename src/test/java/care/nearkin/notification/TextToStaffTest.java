package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffPhones;
import care.nearkin.access.Teams;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.QuietHours.Hours;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
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

/** Staff are told by text message, through the outbox and a gateway, once they have shown that the telephone is theirs. */
@NearkinTest
class TextToStaffTest {

    private static final Instant NOON = Instant.parse("2026-06-02T04:00:00Z");
    private static final Instant ELEVEN_AT_NIGHT = Instant.parse("2026-06-02T15:00:00Z");
    private static final Instant SEVEN_IN_THE_MORNING = Instant.parse("2026-06-02T23:00:00Z");
    private static final String PAGE = "/me/telephone";
    private static final String NUMBER = "13812345678";
    private static final String PASSWORD = "a quiet lane 540";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Wishes wishes;

    @Autowired
    QuietHours quiet;

    @Autowired
    Gathering gathering;

    @Autowired
    Notices notices;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts staff;

    @Autowired
    StaffPhones phones;

    @Autowired
    Teams teams;

    @Autowired
    EngineTime time;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final TestServer gateway = new TestServer();
    final String name = "text" + UUID.randomUUID().toString().substring(0, 8);
    Here person;

    @BeforeEach
    void somebodyWithAGateway() {
        nothingIsLeft();
        webhooks.add(new Webhooks.Entry("texts", gateway.url(), Set.of(Channel.SMS), Set.of(), true));
        staff.putSample(new StaffAccounts.NewStaff(name, "陈社工", Set.of(Group.KEEPER), null, null, "zh"), PASSWORD);
        time.stopAt(NOON);
        person = new Here(port);
        person.signIn(name, PASSWORD);
    }

    @AfterEach
    void close() {
        nothingIsLeft();
        gateway.close();
    }

    private void nothingIsLeft() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from gathering");
            jdbc.update("delete from webhook");
            jdbc.update("delete from staff_phone");
            jdbc.update("delete from staff_phone_code");
        });
    }

    @Test
    void aCodeThatWasSentThereConfirmsATelephone() throws Exception {
        assertThat(person.submit(PAGE, PAGE, Map.of("phone", "138 1234-5678")).statusCode())
                .isEqualTo(302);
        assertThat(phones.number(name)).as("not before it is confirmed").isEmpty();
        assertThat(person.submit(PAGE, PAGE + "/code", Map.of()).statusCode()).isEqualTo(302);
        assertThat(person.page(PAGE).body()).contains("138****5678").doesNotContain(NUMBER);
        office.deliver();

        JsonNode text = got().get(0);
        assertThat(text.get("to").asText()).isEqualTo(NUMBER);
        assertThat(text.get("channel").asText()).isEqualTo("sms");
        String code = code(text);
        assertThat(confirm(code)).isEqualTo(302);
        assertThat(phones.number(name)).contains(NUMBER);
        assertThat(jdbc.queryForObject("select content from outgoing where kind = 'staff.phone-code'", String.class))
                .as("gone once it was sent")
                .isNull();
        assertThat(confirm(code)).as("a code is good for once").isEqualTo(422);
    }

    @Test
    void neitherNumberNorCodeStandsInClearAnywhere() throws Exception {
        String code = asked();

        assertThat(jdbc.queryForList("select to_jsonb(p)::text from staff_phone p", String.class))
                .hasSize(1)
                .allSatisfy(
                        row -> assertThat(row).doesNotContain(NUMBER, "5678").doesNotContain("\"" + code));
        assertThat(jdbc.queryForList("select to_jsonb(o)::text from outgoing o", String.class))
                .allSatisfy(row -> assertThat(row).doesNotContain(NUMBER, code));
        assertThat(jdbc.queryForList(
                        "select to_jsonb(w)::text from access_write w where which = ?", String.class, name))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).doesNotContain("5678"));
    }

    @Test
    void aCodeExpires() throws Exception {
        String code = asked();
        time.stopAt(NOON.plus(Duration.ofMinutes(10)));

        assertThat(confirm(code)).isEqualTo(422);
        assertThat(phones.number(name)).isEmpty();
    }

    @Test
    void whoGuessesGetsFiveTriesAndEachOfThemCounts() throws Exception {
        String code = asked();
        for (int i = 0; i < 5; i++) {
            assertThat(confirm(other(code))).isEqualTo(422);
        }

        assertThat(confirm(code)).isEqualTo(422);
        assertThat(phones.number(name)).isEmpty();
    }

    @Test
    void nobodysTelephoneIsRungWithoutEnd() {
        person.submit(PAGE, PAGE, Map.of("phone", NUMBER));
        assertThat(ask()).isEqualTo(302);
        assertThat(ask()).as("within the same minute").isEqualTo(409);
        for (int i = 1; i < 5; i++) {
            time.stopAt(NOON.plus(Duration.ofMinutes(i)));
            assertThat(ask()).isEqualTo(302);
        }
        time.stopAt(NOON.plus(Duration.ofMinutes(5)));
        assertThat(ask()).isEqualTo(409);
        person.submit(PAGE, PAGE + "/none", Map.of());
        person.submit(PAGE, PAGE, Map.of("phone", "13900000000"));
        assertThat(ask()).as("another number of the same person").isEqualTo(409);

        String second = "two" + name;
        staff.create(new StaffAccounts.NewStaff(second, "另一人", Set.of(Group.KEEPER), null, null, "zh"));
        phones.enter(second, NUMBER);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> phones.newCode(second))
                .as("the same number by another person")
                .hasMessageContaining("access.phone.many");
    }

    @Test
    void anotherNumberHasToBeConfirmedAnewAndAnOldCodeIsNotGoodForIt() throws Exception {
        String code = asked();
        person.submit(PAGE, PAGE, Map.of("phone", "13900000000"));
        assertThat(confirm(code)).isEqualTo(422);

        person.submit(PAGE, PAGE, Map.of("phone", NUMBER));
        assertThat(confirm(code)).as("nor when the first is entered again").isEqualTo(422);
        assertThat(phones.number(name)).isEmpty();
    }

    @Test
    void whatIsNoNumberIsRefusedAndStaysOnThePage() {
        var answer = person.submit(PAGE, PAGE, Map.of("phone", "138 call me"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"phone-error\"").contains("138 call me");
    }

    @Test
    void anAdministratorEntersItAndOnlyThePersonConfirmsIt() {
        Here admin = Here.as("admin1", port, file);
        String page = "/staff/" + name;
        assertThat(admin.submit(page, page + "/phone", Map.of("phone", "x")).statusCode())
                .isEqualTo(422);
        assertThat(admin.submit(page, page + "/phone", Map.of("phone", NUMBER)).statusCode())
                .isEqualTo(302);

        assertThat(admin.page(page).body()).contains("138****5678").doesNotContain(NUMBER);
        assertThat(admin.page("/staff?q=" + name).body())
                .contains("138****5678")
                .doesNotContain(NUMBER);
        assertThat(phones.number(name)).isEmpty();
        assertThat(admin.submit(page, page + "/phone", Map.of("phone", "")).statusCode())
                .as("the field is always empty: who presses it by mistake takes nothing away")
                .isEqualTo(422);
        assertThat(phones.shown(name)).isPresent();
        admin.submit(page, page + "/phone/none", Map.of());
        assertThat(phones.shown(name)).isEmpty();
        Here supervisor = Here.as("supervisor1", port, file);
        assertThat(supervisor
                        .submit("/me/password", page + "/phone", Map.of("phone", NUMBER))
                        .statusCode())
                .isEqualTo(403);
        supervisor.submit("/me/password", "/sign-out", Map.of());
        admin.submit("/me/password", "/sign-out", Map.of());
    }

    @Test
    void textIsAWayOnlyForAConfirmedTelephone() {
        person.submit("/me/telling", "/me/telling", Map.of("wish", "ASSIGNED.SMS"));
        assertThat(wishes.of(name)).containsEntry(Happening.ASSIGNED, Set.of());
        assertThat(person.page("/me/telling").body()).contains("id=\"missing-SMS\"");

        confirmed();
        person.submit("/me/telling", "/me/telling", Map.of("wish", "ASSIGNED.SMS"));
        assertThat(wishes.of(name)).containsEntry(Happening.ASSIGNED, Set.of(Channel.SMS));
    }

    @Test
    void manyThingsAreOneTextThatNamesNobody() throws Exception {
        confirmed();
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        later(NOON.plus(Gathering.A_WHILE));
        assertThat(texts()).containsExactly("【近邻】有任务交给您：回拨");

        for (int i = 0; i < 40; i++) {
            tell("task.assigned", false);
        }
        later(NOON.plus(Gathering.A_WHILE.multipliedBy(2)));
        assertThat(texts()).hasSize(2).last().isEqualTo("【近邻】您有40条通知");
        assertThat(got().get(1).get("link").asText()).endsWith("/notices");
    }

    @Test
    void aNightsNewsIsOneTextInTheMorningAndAnAlarmComesAtOnce() throws Exception {
        confirmed();
        wants(Happening.ASSIGNED);
        quiet.set(name, new Hours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
        time.stopAt(ELEVEN_AT_NIGHT);
        tell("task.assigned", false);
        tell("no-operator", true);
        office.deliver();
        assertThat(texts()).containsExactly("【近邻】报警台没有人");

        later(SEVEN_IN_THE_MORNING.minusSeconds(1));
        assertThat(texts()).hasSize(1);
        later(SEVEN_IN_THE_MORNING);
        assertThat(texts()).hasSize(2);
    }

    @Test
    void whoseTelephoneWasTakenAwayIsNotWrittenTo() throws Exception {
        confirmed();
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        phones.enter(name, null);

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(texts()).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from outgoing where staff = ?", Integer.class, name))
                .isZero();
    }

    @Test
    void aTextThatCouldNotGoOutInTimeDoesNotWakeHerForWhatIsOver() throws Exception {
        confirmed();
        gateway.status = 500;
        String key = tell("no-operator", true);
        office.deliver();
        notices.over(key);
        gateway.status = 204;
        time.stopAt(NOON.plusSeconds(20));
        office.deliver();

        assertThat(gateway.got).as("the first attempt only").hasSize(1);
        assertThat(jdbc.queryForList(
                        "select state from outgoing where staff = ? and channel = 'SMS'", String.class, name))
                .containsExactly("RECALLED");
    }

    @Test
    void whereOnlySomeAreasHaveAGatewayItSendsTheCodesOfThoseWhoServeThem() throws Exception {
        String area = "text-" + name;
        transaction.executeWithoutResult(status -> {
            jdbc.update("update webhook set areas = ?", (Object) new String[] {area});
            phones.enter(name, NUMBER);
        });
        assertThat(ask()).isEqualTo(409);
        transaction.executeWithoutResult(status -> {
            teams.putArea(area, area);
            teams.putTeam("team " + name, Set.of(area), false);
            staff.team(name, "team " + name);
        });
        assertThat(ask()).isEqualTo(302);
        office.deliver();

        assertThat(got()).hasSize(1);
    }

    @Test
    void withoutAGatewayNothingIsPromised() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from webhook"));
        confirmed();
        tell("no-operator", true);

        assertThat(jdbc.queryForObject(
                        "select count(*) from outgoing where staff = ? and channel = 'SMS'", Integer.class, name))
                .isZero();
        assertThat(ask()).isEqualTo(409);
        assertThat(person.page("/me/telling").body()).contains("id=\"missing-SMS\"");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,1280", "en,1280", "zh-CN,390", "en,390"})
    void thePagesAreForEverybody(String locale, int width) {
        time.stopAt(Instant.now());
        staff.locale(name, locale);
        try (Browser browser = new Browser(port);
                Browser.Person here = browser.open(width, locale).as(name, PASSWORD)) {
            here.go(PAGE).picture("telephone-none");
            here.page().fill("#phone", NUMBER);
            here.page().locator("main form button.primary").click();
            here.page().locator("form[action$='/code'] button").click();
            here.page().locator("#code").waitFor();
            here.picture("telephone-code");
            here.isForEverybody();
            confirmed();
            here.go(PAGE).picture("telephone-confirmed");
            here.isForEverybody();
            here.go("/me/telling").picture("telling-text");
            here.isForEverybody();
        }
        try (Browser browser = new Browser(port);
                Browser.Person admin = browser.open(width, locale).as("admin1", file.passwordOf("admin1", ""))) {
            admin.go("/staff/" + name).picture("staff-telephone");
            admin.isForEverybody();
            admin.go("/staff?q=" + name).picture("staff-telephones");
            admin.isForEverybody();
        }
    }

    private void confirmed() {
        transaction.executeWithoutResult(status -> {
            phones.enter(name, NUMBER);
            jdbc.update("update staff_phone set confirmed_at = now(), code = null where staff = ?", name);
        });
    }

    private void wants(Happening event) {
        wishes.set(name, Set.of(Channel.SMS), Map.of(event, Set.of(Channel.SMS)));
    }

    private int ask() {
        return person.submit(PAGE, PAGE + "/code", Map.of()).statusCode();
    }

    private String asked() throws Exception {
        person.submit(PAGE, PAGE, Map.of("phone", NUMBER));
        ask();
        office.deliver();
        return code(got().get(0));
    }

    private static String code(JsonNode text) {
        return text.get("text").asText().replaceAll(".*验证码(\\d{6})，.*", "$1");
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private int confirm(String code) {
        return person.submit(PAGE, PAGE + "/confirm", Map.of("code", code)).statusCode();
    }

    private void later(Instant now) {
        time.stopAt(now);
        gathering.round();
        office.deliver();
    }

    private List<JsonNode> got() throws Exception {
        List<JsonNode> got = new java.util.ArrayList<>();
        for (TestServer.Got one : gateway.got) {
            got.add(json.readTree(one.body()));
        }
        return got;
    }

    private List<String> texts() throws Exception {
        return got().stream().map(one -> one.get("text").asText()).toList();
    }

    private String tell(String kind, boolean urgent) {
        String key = "text:" + UUID.randomUUID();
        notices.tell(new Notice(
                kind,
                key,
                Set.of(),
                Set.of(name),
                null,
                Map.of("case", "AL-2026-000123", "task", "回拨"),
                "/tasks/1",
                urgent,
                Set.of(Notice.Channel.IN_APP, Notice.Channel.EMAIL)));
        return key;
    }
}
