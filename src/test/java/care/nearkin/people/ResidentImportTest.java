package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.people.Residents.PutContact;
import com.microsoft.playwright.Page;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Residents from a table: looked at row by row, and written down only when somebody says so. */
@NearkinTest
class ResidentImportTest {

    private static final String HERE = "/residents/import";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    StoredResidents residents;

    @Autowired
    ResidentImportRows rows;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    OldImports old;

    @Autowired
    TransactionTemplate transaction;

    MockMvcTester web;
    String area;
    String caseworker;
    private Locale language = Locale.ENGLISH;
    private final String key = "T-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        caseworker = here.staff(Group.CASEWORKER, area);
    }

    @Test
    void whatEachRowWouldDoIsSeenBeforeAnythingIsWrittenDown() {
        here.put(Neighbourhood.wang(key, area));
        String checked = look("""
                key,name,birth_date,area,room,mobile
                KEY,王秀莲 Wang Xiulian,1945-03-08,AREA,502-KEY,138 0000 0999
                KEY-new,Zhao Min,1950/1/2,Area AREA,1,
                KEY-bad,,1950-13-40,AREA,1,never
                KEY-far,Elsewhere,,ELSEWHERE,1,
                KEY-new,Again,,AREA,2,
                """.replace("ELSEWHERE", here.area()));

        assertThat(checked)
                .contains("changes", "Mobile", "faulty 3", "new 1", "Nothing is saved yet")
                .contains("Column Name: ", "Column Date of birth: ", "Column Mobile: ", "Column Area: ")
                .contains("This key stands twice")
                .doesNotContain("??");
        assertThat(residents.idOf(key + "-new")).isEmpty();
        assertThat(mobile(key)).isEqualTo("138 0000 0101");

        assertThat(keep()).contains("2 of 5 rows are saved");

        assertThat(residents.known(key + "-new").address().area()).isEqualTo(area);
        assertThat(residents.known(key + "-new").birthDate()).isEqualTo("1950-01-02");
        assertThat(mobile(key)).isEqualTo("138 0000 0999");
        assertThat(residents.known(key).contacts()).hasSize(2);
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_write where which = ? and why = 'import'", Integer.class, key))
                .isEqualTo(1);
    }

    @Test
    void aTableIsReadAsOfficesWriteItInGb18030AndWithChineseHeadsAndWords() {
        String table = """
                编号,姓名,出生日期,性别,独居,风险,行动能力,片区,室号,地址,联系人1姓名,联系人1关系,联系人1电话,联系人2姓名,联系人2关系,联系人2有钥匙
                KEY,王秀兰,1945年3月8日,女,是,高,借助器具行走,AREA,502,KEY,王军,儿子,138 0000 0102,李,邻居,是
                """.replace("KEY", key).replace("AREA", area);
        bring(table.getBytes(Charset.forName("GB18030")));
        keep();

        Residents.Put put = residents.known(key);
        assertThat(put.name()).isEqualTo("王秀兰");
        assertThat(put.birthDate()).isEqualTo("1945-03-08");
        assertThat(put.sex()).isEqualTo(Residents.Sex.FEMALE);
        assertThat(put.livesAlone()).isTrue();
        assertThat(put.risk()).isEqualTo(ResidentCard.Risk.HIGH);
        assertThat(put.moves()).isEqualTo(Residents.Moves.AIDED);
        assertThat(put.contacts()).extracting(PutContact::name).containsExactly("王军", "李");
        assertThat(put.contacts()).extracting(PutContact::hasKey).containsExactly(false, true);
    }

    @Test
    void aTableBroughtTwiceChangesNothingTheSecondTimeWithKeysOrWithout() {
        String table = "name,birth_date,area,room,text,mobile\nZhao Min,1950-01-02,AREA,1,KEY,138 0000 0001\n";
        look(table);
        keep();
        assertThat(look(table)).contains("as known 1").doesNotContain("new 1");
        assertThat(keep()).contains("0 of 1 rows are saved");
        assertThat(jdbc.queryForObject(
                        "select count(*) from resident r join household h on h.id = r.household_id where h.area = ?",
                        Integer.class,
                        area))
                .isEqualTo(1);

        assertThat(look(table.replace("0001", "0002"))).contains("changes 1");
    }

    @Test
    void whatIsFaultyIsTakenAwayPutRightAndBroughtAgain() {
        look("姓名,片区,手机\nGood,AREA,138 0000 0001\n\nBad KEY,AREA,+never\n");
        String faulty = body(ask(get(HERE + "/faulty")));

        assertThat(faulty)
                .contains("Name,Area,Mobile,What is wrong", "Bad " + key, "Column Mobile")
                .doesNotContain("Good");
        assertThat(body(ask(get(HERE)))).contains(">4<");
        assertThat(look(faulty.replace("+never", "+86 138 0000 0002")))
                .contains("new 1")
                .doesNotContain("faulty");
    }

    @Test
    void whoIsPerhapsKnownIsNotWrittenDownBeforeSomebodySaysWhySheIsAnother() {
        here.put(Neighbourhood.named(Neighbourhood.wang(key, area), "Zeng " + key));
        String looked = look("""
                key,name,birth_date,area,room
                KEY-2,Zeng KEY,1945-03-08,AREA,9
                KEY-3,Zhao Min,1950-01-02,AREA,1
                """);

        assertThat(looked)
                .contains("perhaps known 1", "new 1", "Save 1 residents", "1945-03-08 ·", "· " + key + "</a>")
                .contains("/residents/" + residents.idOf(key).orElseThrow() + "\"");
        assertThat(keep()).contains("1 of 2 rows are saved");
        assertThat(residents.idOf(key + "-2")).isEmpty();
        assertThat(body(ask(get(HERE + "/faulty")))).contains(key + "-2").doesNotContain("Zhao Min");

        assertThat(ask(post(HERE + "/different").param("row", "2"))).hasStatus(400);
        assertThat(ask(post(HERE + "/different").param("row", "2").param("different", "NAMESAKE")))
                .hasStatus(302);
        ask(post(HERE + "/go"));

        assertThat(body(ask(get(HERE)))).contains("2 of 2 rows are saved").doesNotContain("perhaps known");
        assertThat(jdbc.queryForObject("select why from access_write where which = ?", String.class, key + "-2"))
                .isEqualTo("import, NAMESAKE, not " + key);
    }

    @Test
    void ofTwoRowsThatAreAlikeOnlyTheFirstIsWrittenUntilSomebodySaysSoOfAll() {
        look("name,birth_date,area,room\n单秀兰,1951-02-03,AREA,1\n单秀岚,1951-02-03,AREA,2\n");

        assertThat(keep()).contains("1 of 2 rows are saved", "perhaps known 1");
        assertThat(body(ask(get(HERE).param("found", "ALIKE")))).contains("Take 1 rows as other people");
        ask(post(HERE + "/different").param("different", "RELATIVE"));
        ask(post(HERE + "/go"));

        assertThat(body(ask(get(HERE)))).contains("2 of 2 rows are saved");
    }

    @Test
    void theQuestionAboutARowIsForEverybody() {
        here.put(Neighbourhood.wang(key, area));
        String table = "key,name,birth_date,area,room\n%s-2,王秀莲 Wang Xiulian,1945-03-08,%s,9\n".formatted(key, area);
        for (int width : new int[] {1280, 390}) {
            try (Browser browser = new Browser(port)) {
                Browser.Person person = browser.open(width, width == 390 ? "en" : "zh-CN")
                        .as("supervisor1", accounts.passwordOf("supervisor1", ""));
                Page page = person.go(HERE).page();
                page.fill("#csv", table);
                page.click("main form .primary");
                page.waitForSelector("#intake table");
                page.locator("nav a[href$='found=ALIKE']").click();
                page.locator("#intake tbody summary").click();
                person.isForEverybody().picture("resident-import-alike");
                page.selectOption("#why-2", "ASKED");
                page.locator("#intake tbody form button").click();
                page.locator("#intake form[action$=confirm] button").waitFor();
                assertThat(person.faults()).isEmpty();
                page.click("#intake form[action$=discard] button");
                page.waitForSelector("#csv");
            }
        }
    }

    @Test
    void aTableThatCannotBeReadIsShownAgainAndTheOneBeforeStays() {
        look("key,name,area\nKEY,Good,AREA\n");
        String refused = body(ask(post(HERE).param("csv", "key,colour\nx,a red one")));

        assertThat(refused).contains("There is no column colour", "a red one");
        assertThat(body(ask(get(HERE)))).contains("new 1");
        assertThat(body(ask(post(HERE).param("csv", "key,name\nx,\"open")))).contains("line 2");
        assertThat(ask(get(HERE + "/template"))).hasStatusOk();
        language = Locale.SIMPLIFIED_CHINESE;
        assertThat(body(ask(get(HERE + "/template"))))
                .startsWith("\ufeff编号,姓名,")
                .contains("联系人2有钥匙");
    }

    @Test
    void aTableIsItsOwnersAndSealedAndGoneAfterADay() {
        look("key,name,area\nKEY,Secret Person,AREA\n");

        assertThat(jdbc.queryForObject(
                        "select cells from resident_import_row where owner = ?", String.class, caseworker))
                .startsWith("v1:");
        String other = here.staff(Group.CASEWORKER, area);
        assertThat(body(as(other, "CASEWORKER", get(HERE)))).doesNotContain("Secret Person");
        assertThat(as(other, "OPERATOR", get(HERE))).hasStatus(403);
        old.deleteOld();
        assertThat(rows.find(caseworker)).isPresent();
        transaction.executeWithoutResult(status -> jdbc.update(
                "update resident_import set begun_at = begun_at - interval '25 hours' where owner = ?", caseworker));
        old.deleteOld();
        assertThat(rows.find(caseworker)).isEmpty();
    }

    @Test
    void aLongTableShowsHowFarItIsAndIsForEverybody() {
        String table = IntStream.rangeClosed(1, 450)
                .mapToObj(i -> "%s-%03d,%s %d,%s,%d,%s"
                        .formatted(key, i, i % 90 == 0 ? "" : "赵敏", i, area, i, i % 100 == 0 ? "x" : ""))
                .collect(Collectors.joining("\n", "编号,姓名,片区,室号,出生日期\n", "\n"));
        for (String locale : new String[] {"zh-CN", "en"}) {
            for (int width : new int[] {1280, 390}) {
                try (Browser browser = new Browser(port)) {
                    Browser.Person person =
                            browser.open(width, locale).as("supervisor1", accounts.passwordOf("supervisor1", ""));
                    person.go(HERE).isForEverybody().picture("resident-import");
                    person.page().fill("#csv", table);
                    person.page().click("main form .primary");
                    person.page().waitForSelector("#intake table");
                    person.isForEverybody().picture("resident-import-looked-at");
                    assertThat(person.page().locator("#intake tbody tr").count())
                            .isEqualTo(50);
                    assertThat(person.page().url()).endsWith(HERE);
                    person.page().click("nav.pager a");
                    assertThat(person.page()
                                    .locator("#intake tbody tr td")
                                    .first()
                                    .textContent())
                            .isEqualTo("52");
                    person.go(HERE);
                    if (width == 390 && locale.equals("en")) {
                        person.page().click("#intake .primary");
                        person.page().waitForSelector("#intake table");
                        person.isForEverybody().picture("resident-import-done");
                    }
                    person.page().click("#intake form[action$=discard] button");
                    person.page().waitForSelector("#csv");
                }
            }
        }
        assertThat(residents.idOf(key + "-001")).isPresent();
        assertThat(residents.idOf(key + "-100")).isEmpty();
    }

    private String look(String table) {
        bring(table.replace("KEY", key).replace("AREA", area).getBytes(StandardCharsets.UTF_8));
        return body(ask(get(HERE)));
    }

    private void bring(byte[] file) {
        assertThat(ask(multipart(HERE).file(new MockMultipartFile("file", "t.csv", "text/csv", file))))
                .hasStatus(302);
        ask(post(HERE + "/go"));
    }

    private String keep() {
        ask(post(HERE + "/confirm"));
        ask(post(HERE + "/go"));
        return body(ask(get(HERE)));
    }

    private String mobile(String of) {
        return residents.known(of).phones().mobile();
    }

    private MvcTestResult ask(AbstractMockHttpServletRequestBuilder<?> request) {
        return as(caseworker, "CASEWORKER", request);
    }

    private MvcTestResult as(String name, String role, AbstractMockHttpServletRequestBuilder<?> request) {
        request.locale(language).with(csrf()).with(user(name).roles(role));
        return web.perform(request);
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
