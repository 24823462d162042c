package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Who changed what when, field by field. */
@NearkinTest
class HistoryTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    JdbcTemplate jdbc;

    MockMvcTester web;
    String area;
    String caseworker;
    long id;
    private final String key = "T-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        caseworker = here.staff(Group.CASEWORKER, area);
        id = here.put(Neighbourhood.wang(key, area));
    }

    @Test
    void everyChangedFieldIsWrittenDownOnceWithWhoDidIt() {
        send("{'name': 'Wang Xiuying', 'phones': {'mobile': '139 1111 2222'}, 'livesAlone': false}");
        send("{'name': 'Wang Xiuying'}");

        assertThat(changes("RESIDENT", id))
                .containsExactly("system created", by("name"), by("livesAlone"), by("mobile"));
    }

    @Test
    void nothingOfItIsInTheTableInClear() {
        send("{'name': 'Wang Xiuying', 'health': 'diabetes'}");

        String rows = jdbc.queryForList(
                        "select c::text from record_change c where record_id = ? and record = 'RESIDENT'",
                        String.class,
                        id)
                .toString();
        assertThat(rows).contains("health", "v1:").doesNotContain("diabetes", "hypertension", "Xiuying", "Xiulian");
    }

    @Test
    void thePageTellsBeforeAndAfterAndMasksWhatIsSealed() throws Exception {
        send("{'name': 'Wang Xiuying', 'phones': {'mobile': '139 1111 2222'}, 'risk': 'LOW'}");
        String page = body(perform(history().locale(Locale.ENGLISH)));

        assertThat(page).contains("王秀莲 Wang Xiulian", "Wang Xiuying", "<del>high</del>", "<ins>low</ins>");
        assertThat(page).doesNotContain("139 1111 2222", "138 0000 0101", "??");
        Matcher change = Pattern.compile("name=\"change\" value=\"(\\d+)\"").matcher(page);
        assertThat(change.find()).isTrue();
        MockHttpServletRequestBuilder show =
                post("/residents/" + id + "/history/show").param("change", change.group(1));

        assertThat(body(perform(show.param("reason", "CHECK").header("HX-Request", "true"))))
                .contains("138 0000 0101", "139 1111 2222")
                .doesNotContain("<html");
        assertThat(jdbc.queryForList(
                        "select why from access_read where what = 'history' and which = ? and why is not null",
                        String.class,
                        key))
                .containsExactly("mobile · CHECK");
    }

    @Test
    void withoutAReasonNoOldNumberIsShown() throws Exception {
        send("{'phones': {'mobile': '139 1111 2222'}}");
        Long change = jdbc.queryForObject(
                "select max(id) from record_change where record = 'RESIDENT' and record_id = ?", Long.class, id);

        MvcTestResult refused =
                perform(post("/residents/" + id + "/history/show").param("change", String.valueOf(change)));

        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("reason-error").doesNotContain("139 1111 2222");
        long other = here.put(Neighbourhood.wang(key + "-other", area));
        assertThat(perform(post("/residents/" + other + "/history/show")
                        .param("change", String.valueOf(change))
                        .param("reason", "CHECK")
                        .header("HX-Request", "true")))
                .as("a change of somebody else")
                .hasStatus(404);
    }

    @Test
    void contactsAndConsentsAreInItAndCanBeLookedAtAlone() throws Exception {
        perform(post("/residents/" + id + "/contacts")
                .param("name", "Guard Zhao")
                .param("relation", "guard"));
        perform(post("/residents/" + id + "/consents")
                .param("matter", "KEEP_KEY")
                .param("toWhom", "Li next door")
                .param("from", "2020-02-01")
                .param("how", "SPOKEN"));
        Long consent = jdbc.queryForObject("select id from consent where resident_id = ?", Long.class, id);
        perform(post("/residents/" + id + "/consents/" + consent + "/withdraw"));

        assertThat(changes("RESIDENT", id)).contains(by("contacts"), by("relation"), by("given"), by("withdrawn"));
        assertThat(body(perform(history().param("part", "CONTACT"))))
                .contains("Guard Zhao")
                .doesNotContain("Li next door");
        assertThat(body(perform(history().param("part", "CONSENT"))))
                .contains("Li next door")
                .doesNotContain("Guard Zhao");
        assertThat(body(perform(history().param("who", "nobody")))).doesNotContain("Guard Zhao");
    }

    @Test
    void aResponderHasOneToo() throws Exception {
        String responder = "V-" + UUID.randomUUID();
        sendResponder(responder, "{'kind': 'VOLUNTEER', 'name': 'Zhou', 'area': '" + area + "'}");
        sendResponder(responder, "{'name': 'Zhou Min', 'phone': '137 1234 5678'}");
        Long its = jdbc.queryForObject("select id from responder where responder_key = ?", Long.class, responder);
        perform(post("/responders/" + its + "/pause"));

        assertThat(changes("RESPONDER", its)).containsExactly(by("created"), by("name"), by("phone"), by("paused"));
        assertThat(body(perform(get("/responders/" + its + "/history"))))
                .contains("Zhou Min")
                .doesNotContain("1234 5678");
    }

    @Test
    void itGoesOnWhereThePageEnded() throws Exception {
        for (int i = 0; i < 52; i++) {
            send("{'mobility': 'stick " + i + "'}");
        }
        String first = body(perform(history()));
        Matcher next = Pattern.compile("after=(\\d+)").matcher(first);
        assertThat(next.find()).isTrue();
        String second = body(perform(history().param("after", next.group(1))));

        assertThat(first).contains("stick 51", "stick 2<").doesNotContain(">stick 0<");
        assertThat(second).contains(">stick 0<").doesNotContain("stick 51");
    }

    @Test
    void isForWhoMayChangeTheRecord() {
        String operator = here.staff(Group.OPERATOR, area);
        String stranger = here.staff(Group.CASEWORKER, here.area());

        assertThat(web.perform(history().with(user(operator).roles("OPERATOR"))))
                .hasStatus(403);
        assertThat(web.perform(history().with(user(stranger).roles("CASEWORKER"))))
                .hasStatus(404);
    }

    private MockHttpServletRequestBuilder history() {
        return get("/residents/" + id + "/history");
    }

    private String by(String field) {
        return caseworker + " " + field;
    }

    private List<String> changes(String record, long its) {
        return jdbc.queryForList(
                "select who || ' ' || field from record_change where record = ? and record_id = ? order by id",
                String.class,
                record,
                its);
    }

    private void send(String json) {
        assertThat(perform(put("/api/v1/residents/" + key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.replace('\'', '"'))))
                .hasStatus2xxSuccessful();
    }

    private void sendResponder(String its, String json) {
        assertThat(perform(put("/api/v1/responders/" + its)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.replace('\'', '"'))))
                .hasStatus2xxSuccessful();
    }

    private MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return web.perform(request.with(csrf()).with(user(caseworker).roles("CASEWORKER")));
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
