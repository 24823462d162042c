package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.people.Address;
import care.nearkin.people.Consents;
import care.nearkin.people.Identity;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.signal.DeviceKind;
import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What the office holds on one person: shown value by value to who needs it, and handed out as a whole to her. */
@NearkinTest
class PersonalDataTest {

    @LocalServerPort
    int port;

    @Autowired
    WebApplicationContext context;

    @Autowired
    Estate estate;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Residents residents;

    @Autowired
    Consents consents;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    private final String key = "P-" + UUID.randomUUID().toString().substring(0, 8);
    private final String passport = "E" + Math.abs(key.hashCode());
    private Estate.Lane lane;
    private String supervisor;
    private long resident;
    private String number;

    @BeforeEach
    void somebodyIsKnown() {
        lane = estate.lane();
        supervisor = "sup" + lane.area();
        inTransaction.executeWithoutResult(tx -> {
            staff.putSample(
                    new NewStaff(
                            supervisor, "林督导", Set.of(Group.SUPERVISOR, Group.CASEWORKER), lane.area(), null, null),
                    Estate.PASSWORD);
            resident = residents.put(she("王秀莲")).id();
            consents.record(
                    new Consents.Given(
                            resident,
                            Consents.Matter.KEEP_KEY,
                            "Li next door",
                            LocalDate.parse("2026-01-02"),
                            null,
                            Consents.How.SPOKEN),
                    supervisor);
        });
        lane.sensor(DeviceKind.SMOKE, resident, null);
        number = lane.rings(AlarmKind.LEAK, Severity.MAJOR, resident, null, Instant.now());
    }

    @AfterEach
    void nobodyElseHearsIt() {
        inTransaction.executeWithoutResult(tx -> {
            jdbc.update("update alarm set resolved_at = now() where case_number = ?", number);
            jdbc.update("delete from signal where raw = 'unsealed'");
        });
    }

    private Put she(String name) {
        return new Put(
                key,
                name,
                LocalDate.parse("1945-03-08"),
                Residents.Sex.FEMALE,
                new Identity(Identity.Kind.PASSPORT, passport),
                true,
                Risk.HIGH,
                null,
                Residents.Moves.AIDED,
                new Address(lane.area(), null, "Lane " + key, "3", "1", "502", null),
                "hypertension of " + key,
                new Phones("021 5550 6621", "138 0000 0101", null),
                "at the gate",
                null,
                List.of(new PutContact("Wang Jun", "son", "Shenzhen", "138 0000 0102", true)));
    }

    @Test
    void theCopyHoldsWhatEveryPartOfTheProgramKnowsOfHer() throws IOException {
        MvcTestResult copied = copy(supervisor, "SUPERVISOR", "SELF", Locale.ENGLISH);

        assertThat(copied).hasStatusOk();
        assertThat(copied.getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment")
                .doesNotContain("王", key);
        assertThat(copied.getResponse().getHeader("Cache-Control")).contains("no-store");
        Map<String, String> files = files(copied.getResponse().getContentAsByteArray());
        String page = files.get("copy.html");
        assertThat(page)
                .contains("王秀莲", passport, "hypertension of " + key, "138 0000 0101", "Wang Jun", "138 0000 0102")
                .contains("Li next door", number, "Smoke", "nearkin:", "林督导")
                .doesNotContain("??", "<script");
        String json = files.get("data.json");
        assertThat(JsonPath.<List<String>>read(json, "$.chapters[*].name"))
                .containsExactly("record", "contacts", "consents", "homes", "cases", "devices", "changes", "looks");
        assertThat(JsonPath.<List<String>>read(json, "$.chapters[?(@.name == 'cases')].parts[0].lines[*]"))
                .isNotEmpty();
    }

    @Test
    void theCopySaysWhatWasChangedByWhom() throws IOException {
        inTransaction.executeWithoutResult(tx -> residents.put(she("王秀兰")));

        String page = files(copy(supervisor, "SUPERVISOR", "SELF", Locale.ENGLISH)
                        .getResponse()
                        .getContentAsByteArray())
                .get("copy.html");

        assertThat(page).contains("What was changed in the record", "王秀莲 → 王秀兰");
    }

    @Test
    void theCopyEnclosesTheFilesOfHerCasesAndWhatHerDevicesReportedSinceTheyAreHers() throws IOException {
        String device = lane.sensor(DeviceKind.SOS, resident, null);
        Instant now = Instant.now();
        reports(device, "SOS-BEFORE", now.minus(Duration.ofDays(30)));
        reports(device, "=SOS-HERS", now);
        Here caseworker = new Here(port);
        caseworker.signIn(lane.operator(), Estate.PASSWORD);
        byte[] letter = "%PDF-1.4 a letter".getBytes(StandardCharsets.US_ASCII);
        caseworker.upload("/me/password", "/cases/" + number + "/documents", "letter.pdf", letter, "text/html");
        long document = jdbc.queryForObject("select max(id) from document where case_number = ?", Long.class, number);

        Map<String, String> files = files(copy(supervisor, "SUPERVISOR", "SELF", Locale.ENGLISH)
                .getResponse()
                .getContentAsByteArray());

        String path = number + "/" + document + "-letter.pdf";
        assertThat(files.get("copy.html")).contains(path);
        assertThat(files).containsEntry(path, new String(letter, StandardCharsets.US_ASCII));
        assertThat(jdbc.queryForList(
                        "select who from access_read where what = 'document' and which = ?",
                        String.class,
                        Long.toString(document)))
                .containsExactly(supervisor);
        List<String> readings = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("-Call for help.csv"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(readings).singleElement().asString().contains("'=SOS-HERS").doesNotContain("BEFORE");

        inTransaction.executeWithoutResult(tx ->
                jdbc.update("update document_part set content = content || content where document = ?", document));
        assertThat(files(copy(supervisor, "SUPERVISOR", "SELF", Locale.ENGLISH)
                        .getResponse()
                        .getContentAsByteArray()))
                .hasEntrySatisfying(path, text -> assertThat(text).contains("could not be opened"));
    }

    private void reports(String device, String value, Instant at) {
        inTransaction.executeWithoutResult(tx -> jdbc.update(
                "insert into signal (id, received_at, topic, source, device, kind, value, outcome, why, retained, raw,"
                        + " content_hash) values (nextval('signal_seq'), ?, 't', 's', ?, 'sos', ?, 'ALARM', 'w', false,"
                        + " 'unsealed', md5(?))",
                at.atOffset(ZoneOffset.UTC),
                device,
                value,
                value));
    }

    @Test
    void theCopyIsInTheLanguageOfWhoMakesItAndWrittenDown() throws IOException {
        Map<String, String> files = files(copy(supervisor, "SUPERVISOR", "GUARDIAN", Locale.SIMPLIFIED_CHINESE)
                .getResponse()
                .getContentAsByteArray());

        assertThat(files.get("个人信息副本.html")).contains("谁看过这份档案", "王秀莲").doesNotContain("??");
        assertThat(jdbc.queryForList(
                        "select who || ' ' || why from access_read where what = 'copy' and which = ?",
                        String.class,
                        key))
                .containsExactly(supervisor + " GUARDIAN");
    }

    @Test
    void nobodyButSupervisorsAndAdministratorsMakesOneAndNeverWithoutSayingForWhom() {
        assertThat(copy(lane.operator(), "OPERATOR", "SELF", Locale.ENGLISH)).hasStatus(403);
        assertThat(copy(supervisor, "CASEWORKER", "SELF", Locale.ENGLISH)).hasStatus(403);
        assertThat(copy(supervisor, "SUPERVISOR", "", Locale.ENGLISH)).hasStatus(400);
        String elsewhere = "sup2" + lane.area();
        Estate.Lane other = estate.lane();
        inTransaction.executeWithoutResult(tx -> staff.putSample(
                new NewStaff(elsewhere, "赵", Set.of(Group.SUPERVISOR), other.area(), null, null), Estate.PASSWORD));
        assertThat(copy(elsewhere, "SUPERVISOR", "SELF", Locale.ENGLISH)).hasStatus(404);
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'copy' and which = ?", Integer.class, key))
                .isZero();
    }

    @Test
    void whoWorksOnACaseSeesTheNumbersAtOnceAndWhenItIsOverNobodyDoes() {
        assertThat(about()).contains("138 0000 0101", "hypertension of " + key);

        inTransaction.executeWithoutResult(tx -> jdbc.update(
                "update case_file set status = 'CLOSED', outcome = 'x', closed_at = now() where number = ?", number));

        assertThat(about())
                .contains("王秀莲", "/residents/" + resident)
                .doesNotContain("138 0000 0101", "138 0000 0102", "hypertension");
    }

    private String about() {
        Here here = new Here(port);
        here.signIn(lane.operator(), Estate.PASSWORD);
        return here.get("/cases/" + number + "/resident").body();
    }

    @ParameterizedTest
    @CsvSource({"1280, zh-CN", "390, zh-CN", "1280, en", "390, en"})
    void onePressShowsOneValueAndThePagesAreForEverybody(int width, String language) {
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(width, language)) {
            person.as(supervisor, Estate.PASSWORD).go("/residents/" + resident);
            Page page = person.page();
            Locator mobile = page.locator("dd", new Page.LocatorOptions().setHasText("138 ····"))
                    .first();
            page.locator("button[value=mobile]").click();
            assertThat(page.locator("#notice")).not().isEmpty();
            assertThat(mobile).isVisible();
            assertThat(page.locator("body")).not().containsText("138 0000 0101");
            assertThat(person.complaints()).isNotEmpty().allMatch(one -> one.contains("400"));

            page.locator("#reason").selectOption("VISIT");
            page.locator("button[value=mobile]").click();
            assertThat(page.locator("a[href='tel:13800000101']")).hasText("138 0000 0101");
            page.locator("button[value=identity]").click();
            assertThat(page.locator("body")).containsText(passport);
            assertThat(page.locator("body")).not().containsText("hypertension");
            person.picture("person-shown");

            inTransaction.executeWithoutResult(tx -> residents.put(she("王秀英")));
            person.go("/residents/" + resident + "/history").picture("person-history");
            assertThat(page.locator("del")).hasText("王秀莲");
            person.go("/residents/" + resident + "/edit").picture("person-form");
            assertThat(page.locator("body")).not().containsText(passport);
        }
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(width, language)) {
            person.as(supervisor, Estate.PASSWORD)
                    .go("/residents/" + resident)
                    .isForEverybody()
                    .go("/residents/" + resident + "/history")
                    .isForEverybody();
        }
    }

    private MvcTestResult copy(String who, String role, String asked, Locale language) {
        return MockMvcTester.from(
                        context,
                        builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                                .build())
                .perform(post("/residents/" + resident + "/copy")
                        .param("asked", asked)
                        .locale(language)
                        .with(csrf())
                        .with(user(who).roles(role)));
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
