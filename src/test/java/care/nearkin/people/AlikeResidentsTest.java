package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Nobody is written down twice without somebody saying that they are two. */
@NearkinTest
class AlikeResidentsTest {

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
    JdbcTemplate jdbc;

    MockMvcTester web;
    String area;
    String caseworker;
    private final String key = "T-" + UUID.randomUUID();

    @BeforeEach
    void sheIsKnown() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        caseworker = here.staff(Group.CASEWORKER, area);
        known(key, area);
    }

    @ParameterizedTest
    @CsvSource({
        "单秀兰, 1945-03-08, , other room, true",
        "单秀岚, 1945-03-08, , other room, true",
        "单秀兰, , +86 138-0000 0801, other room, true",
        "单秀兰, , , 502, true",
        "单秀兰, 1946-03-08, 138 0000 0899, other room, false",
        "单秀英, 1945-03-08, 138 0000 0801, 502, false",
        "舒晓蕾, 1945-03-08, , 502, false",
    })
    void whoIsSpelledTheSameAndHasDateOrTelephoneOrAddressInCommonIsAsked(
            String name, String born, String mobile, String room, boolean asked) {
        MvcTestResult answer = enter(key + "-2", name, born, mobile, room);

        assertThat(residents.idOf(key + "-2").isEmpty()).isEqualTo(asked);
        assertThat(body(answer).contains("Perhaps the same person")).isEqualTo(asked);
        if (asked) {
            assertThat(body(answer))
                    .contains("/residents/" + residents.idOf(key).orElseThrow(), name, "Nothing you typed");
        }
    }

    @Test
    void sheIsEnteredAnywayWithAReasonThatIsWrittenDown() {
        ask(form(key + "-2", "单秀兰", "1945-03-08", null, "1").param("different", "NAMESAKE"));

        assertThat(residents.idOf(key + "-2")).isPresent();
        assertThat(jdbc.queryForObject("select why from access_write where which = ?", String.class, key + "-2"))
                .isEqualTo("form, NAMESAKE, not " + key);
    }

    @Test
    void nobodyOfAnotherAreaIsShown() {
        area = here.area();
        String other = here.staff(Group.CASEWORKER, area);

        assertThat(body(as(other, form(key + "-2", "单秀兰", "1945-03-08", null, "1"))))
                .doesNotContain("Perhaps the same");
        assertThat(residents.idOf(key + "-2")).isPresent();
    }

    @Test
    void theQuestionIsForEverybody() {
        for (String locale : List.of("zh-CN", "en")) {
            for (int width : new int[] {1280, 390}) {
                try (Browser browser = new Browser(port)) {
                    Browser.Person person =
                            browser.open(width, locale).as("supervisor1", accounts.passwordOf("supervisor1", ""));
                    person.go("/residents/new").page().fill("#name", "单秀兰");
                    person.page().fill("#birthDate", "1945-03-08");
                    person.page().click("main form .primary");
                    person.page().waitForSelector("#different");
                    person.picture("resident-alike");
                    assertThat(person.page().inputValue("#name")).isEqualTo("单秀兰");
                    assertThat(person.faults()).allMatch(fault -> fault.contains("422"));
                }
            }
        }
    }

    private void known(String key, String area) {
        here.put(new Put(
                key,
                "单秀兰",
                LocalDate.parse("1945-03-08"),
                null,
                true,
                ResidentCard.Risk.LOW,
                null,
                new Address(area, null, "Lane " + key, "3", "1", "502", null),
                null,
                new Phones(null, "138 0000 0801", null),
                null,
                null,
                List.of()));
    }

    private MvcTestResult enter(String key, String name, String born, String mobile, String room) {
        return ask(form(key, name, born, mobile, room));
    }

    private MockHttpServletRequestBuilder form(String as, String name, String born, String mobile, String room) {
        MockHttpServletRequestBuilder form = post("/residents")
                .param("key", as)
                .param("name", name)
                .param("risk", "LOW")
                .param("area", area)
                .param("estate", "Lane " + key)
                .param("building", "3")
                .param("unit", "1")
                .param("room", room);
        if (born != null) {
            form.param("birthDate", born);
        }
        return mobile == null ? form : form.param("mobile", mobile);
    }

    private MvcTestResult ask(MockHttpServletRequestBuilder request) {
        return as(caseworker, request);
    }

    private MvcTestResult as(String name, MockHttpServletRequestBuilder request) {
        return web.perform(
                request.locale(Locale.ENGLISH).with(csrf()).with(user(name).roles("CASEWORKER")));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
