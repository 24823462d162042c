package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Supervisors see which records may be of one person, and say it once when they are not. */
@NearkinTest
class AlikePairsTest {

    private static final LocalDate BORN = LocalDate.parse("1938-07-01");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    MockMvcTester web;
    String area;
    String supervisor;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        supervisor = here.staff(Group.SUPERVISOR, area);
    }

    private long lives(String key, String name, LocalDate born, String room, String where) {
        Residents.Put like = Neighbourhood.wang(key + mark, where);
        return here.put(new Residents.Put(
                like.key(),
                name,
                born,
                like.sex(),
                like.livesAlone(),
                like.risk(),
                like.mobility(),
                new Address(where, null, "Lane " + mark, "1", null, room, null),
                like.health(),
                Residents.Phones.NONE,
                null,
                null,
                null));
    }

    private String list(String query) {
        MvcTestResult answer = as(supervisor, "SUPERVISOR", get("/residents/alike" + query));
        assertThat(answer).hasStatusOk();
        return body(answer);
    }

    private MvcTestResult says(String who, long one, long other, boolean two) {
        return as(
                who,
                "SUPERVISOR",
                post("/residents/alike")
                        .param("one", "" + one)
                        .param("other", "" + other)
                        .param("two", "" + two));
    }

    private MvcTestResult as(String who, String role, MockHttpServletRequestBuilder request) {
        return web.perform(request.with(user(who).roles(role)).with(csrf()).locale(Locale.ENGLISH));
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void namesakesOfOneDayAndHousematesOfOneDayAreShownAndNobodyElse() {
        lives("a", "沈阿婆", BORN, "101", area);
        lives("b", "沈阿婆", BORN, "202", area);
        lives("c", "陈国梁", BORN, "303", area);
        lives("d", "陈国良", BORN, "303", area);
        lives("e", "沈阿婆", BORN.plusDays(1), "404", area);
        lives("f", "陆先生", BORN, "505", area);
        String all = list("");
        assertThat(all).contains("a" + mark, "b" + mark, "c" + mark, "d" + mark, "same name", "same home");
        assertThat(all).doesNotContain("e" + mark).doesNotContain("f" + mark);
        assertThat(list("?likeness=NAME")).contains("a" + mark).doesNotContain("c" + mark);
        assertThat(list("?likeness=HOME")).contains("c" + mark).doesNotContain("a" + mark);
        assertThat(list("?area=" + area)).contains("a" + mark);
        assertThat(list("?area=elsewhere")).doesNotContain("a" + mark);
    }

    @Test
    void whoAreTwoAreShownNoLongerUntilSomebodyTakesThatBack() {
        long one = lives("a", "沈阿婆", BORN, "101", area);
        long other = lives("b", "沈阿婆", BORN, "202", area);
        assertThat(says(supervisor, other, one, true)).hasStatus3xxRedirection();
        assertThat(says(supervisor, one, other, true)).hasStatus3xxRedirection();
        assertThat(list("")).doesNotContain("a" + mark);
        assertThat(list("?answered=true")).contains("a" + mark, "two people, says");
        assertThat(says(supervisor, one, other, false)).hasStatus3xxRedirection();
        assertThat(list("")).contains("a" + mark);
        assertThat(says(supervisor, one, one, true)).hasStatus(400);
    }

    @Test
    void onlyWhoServesBothHomesSeesThem() {
        String there = here.area();
        long one = lives("a", "沈阿婆", BORN, "101", area);
        long other = lives("b", "沈阿婆", BORN, "202", there);
        assertThat(list("")).doesNotContain("a" + mark);
        assertThat(says(supervisor, one, other, true)).hasStatus(404);
        for (String role : new String[] {"OPERATOR", "CASEWORKER", "MANAGER", "ADMIN"}) {
            String reader = here.staff(Group.valueOf(role), area);
            assertThat(as(reader, role, get("/residents/alike"))).hasStatus(403);
        }
    }

    @Test
    void theListGoesOnPageByPage() {
        for (int i = 0; i < 11; i++) {
            lives("p" + i + "-", "沈阿婆", BORN, "1" + i, area);
        }
        String first = list("");
        Matcher next = Pattern.compile("rel=\"next\"[^>]*href=\"[^\"]*after=([^\"&]+)|href=\"[^\"]*after=([^\"&]+)")
                .matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(first.split("people-pair|name=\"one\"", -1)).hasSize(51);
        String after = next.group(1) == null ? next.group(2) : next.group(1);
        assertThat(list("?after=" + after).split("name=\"one\"", -1)).hasSize(6);
        assertThat(as(supervisor, "SUPERVISOR", get("/residents/alike?after=nonsense")))
                .hasStatus(400);
    }

    @Test
    void whenTheTwoAreMergedTheyAreAPairNoLonger() {
        long one = lives("a", "沈阿婆", BORN, "101", area);
        long other = lives("b", "沈阿婆", BORN, "202", area);
        says(supervisor, one, other, true);
        MvcTestResult merged = as(
                supervisor,
                "SUPERVISOR",
                post("/residents/" + one + "/merge")
                        .param("version", version(one))
                        .param("other", "" + other)
                        .param("otherVersion", version(other))
                        .param("reason", "the daughter told us"));
        assertThat(merged).hasStatus3xxRedirection();
        assertThat(list("?answered=true")).doesNotContain("b" + mark);
        assertThat(list("")).doesNotContain("b" + mark);
    }

    private String version(long id) {
        return jdbc.queryForObject("select version::text from resident where id = ?", String.class, id);
    }

    @Test
    void thePageIsForEverybody() {
        transaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where resolved_at is null"));
        lives("a", "沈阿婆", BORN, "101", area);
        lives("b", "沈阿婆", BORN, "202", area);
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : new Browser.Person[] {desktop, phone}) {
                person.as("supervisor1", accounts.passwordOf("supervisor1", "")).go("/residents/alike");
                person.page().locator(".rows > li").first().waitFor();
                person.picture("resident-pairs");
                person.isForEverybody();
            }
        }
    }
}
