package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

@NearkinTest
class RespondersApiTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    JdbcTemplate jdbc;

    MockMvcTester web;
    String area;
    String caseworker;
    private final String key = "T-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        caseworker = here.staff(Group.CASEWORKER, area);
        here.put(Neighbourhood.wang(key, area));
    }

    @Test
    void createsThenChangesByTheCallersKey() {
        MvcTestResult created = send("{'name': 'Li', 'kind': 'guard', 'skills': ['LIFTING', 'first_aid']}");
        assertThat(created).hasStatus(201);
        assertThat(created).bodyJson().extractingPath("$.skills[0]").isEqualTo("FIRST_AID");

        MvcTestResult changed = send("{'name': 'Li Guiying'}");
        assertThat(changed).hasStatus(200);
        assertThat(changed).bodyJson().extractingPath("$.kind").isEqualTo("GUARD");
    }

    @Test
    void whatWasReadCanBeSentBackAndChangesNothing() {
        send(whole());
        String before = read();

        assertThat(send(before)).hasStatus(200);

        assertThat(read()).isEqualTo(before);
        assertThat((String) JsonPath.read(before, "$.phone")).isEqualTo("138 0000 0777");
        assertThat((String) JsonPath.read(before, "$.hours[0].until")).isEqualTo("06:00");
        assertThat((String) JsonPath.read(before, "$.matches[0].resident")).isEqualTo(key);
        assertThat((String) JsonPath.read(before, "$.pausedUntil")).isEqualTo("2099-12-31");
    }

    @Test
    void whatIsNotSentStaysAndWhatIsSentAsNullIsCleared() {
        send(whole());

        send("{'mail': null, 'hours': null, 'paused': false}");

        assertThat((Object) JsonPath.read(read(), "$.mail")).isNull();
        assertThat((Integer) JsonPath.read(read(), "$.hours.length()")).isZero();
        assertThat((Boolean) JsonPath.read(read(), "$.paused")).isFalse();
        assertThat((String) JsonPath.read(read(), "$.phone")).isEqualTo("138 0000 0777");
        assertThat((Integer) JsonPath.read(read(), "$.matches.length()")).isEqualTo(1);

        send("{'matches': []}");
        assertThat((Integer) JsonPath.read(read(), "$.matches.length()")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'name': 'Z'}                                                             | kind
                    {'kind': 'GUARD'}                                                         | name
                    {'name': 'Z', 'kind': 'NEIGHBOUR'}                                        | kind
                    {'name': 'Z', 'kind': 'GUARD', 'skills': ['FLYING']}                      | skills
                    {'name': 'Z', 'kind': 'GUARD', 'skills': 'LIFTING'}                       | skills
                    {'name': 'Z', 'kind': 'GUARD', 'phone': 'call me'}                        | phone
                    {'name': 'Z', 'kind': 'GUARD', 'mail': 'at home'}                         | mail
                    {'name': 'Z', 'kind': 'GUARD', 'language': 'fr'}                          | language
                    {'name': 'Z', 'kind': 'GUARD', 'area': 'nowhere'}                         | area
                    {'name': 'Z', 'kind': 'GUARD', 'staff': 'nobody-at-all'}                  | staff
                    {'name': 'Z', 'kind': 'GUARD', 'resident': 'nobody-at-all'}               | resident
                    {'name': 'Z', 'kind': 'GUARD', 'hours': [{'days': ['someday']}]}          | hours[0]
                    {'name': 'Z', 'kind': 'GUARD', 'hours': [{'from': '09:00'}]}              | hours[0]
                    {'name': 'Z', 'kind': 'GUARD', 'hours': [{'from': '9', 'until': '10'}]}   | hours[0]
                    {'name': 'Z', 'kind': 'GUARD', 'pausedUntil': 'soon', 'paused': true}     | pausedUntil
                    {'name': 'Z', 'kind': 'GUARD', 'matches': [{'resident': 'nobody', 'metres': 5}]} | matches[0].resident
                    {'name': 'Z', 'kind': 'GUARD', 'matches': [{'resident': 'KEY', 'metres': -5}]} | matches[0].metres
                    {'name': 'Z', 'kind': 'GUARD', 'matches': [{'resident': 'KEY'}]}          | matches[0].metres
                    {'name': 'Z', 'kind': 'GUARD', 'matches': [{'resident': 'KEY', 'metres': 5, 'flat': 1}]} | matches[0].flat
                    {'name': 'Z', 'kind': 'GUARD', 'colour': 'red'}                           | colour
                    """)
    void refusesWithTheNameOfTheField(String body, String field) {
        MvcTestResult refused = send(body.replace("KEY", key));

        assertThat(refused).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused).bodyJson().extractingPath("$.field").isEqualTo(field);
        assertThat(jdbc.queryForObject("select count(*) from responder where responder_key = ?", Integer.class, key))
                .isZero();
    }

    @Test
    void servesOnlyRespondersAndResidentsOfTheAreasOfWhoAsks() {
        send(whole());
        String stranger = here.staff(Group.CASEWORKER, here.area());

        assertThat(as(stranger, "CASEWORKER", get("/api/v1/responders/" + key))).hasStatus(404);
        assertThat(as(stranger, "CASEWORKER", get("/api/v1/responders?q=" + key)))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(0);
        assertThat(as(stranger, "CASEWORKER", json("{'name': 'taken over'}"))).hasStatus(403);
        assertThat(as(here.staff(Group.OPERATOR, area), "OPERATOR", get("/api/v1/responders/" + key)))
                .hasStatus(200);
        assertThat(as(here.staff(Group.OPERATOR, area), "OPERATOR", json("{}"))).hasStatus(403);
        assertThat(as(here.staff(Group.MAINTAINER, area), "MAINTAINER", get("/api/v1/responders")))
                .hasStatus(403);
    }

    @Test
    void residentsThatTheCallerDoesNotServeAreNeitherShownNorLost() {
        String elsewhere = here.area();
        here.put(Neighbourhood.wang(key + "-far", elsewhere));
        send(whole());
        String both = here.staff(Group.SUPERVISOR, area, elsewhere);
        as(
                both,
                "SUPERVISOR",
                json(
                        "{'resident': 'FAR', 'matches': [{'resident': 'KEY', 'metres': 60}, {'resident': 'FAR', 'metres': 90}]}"
                                .replace("FAR", key + "-far")
                                .replace("KEY", key)));

        assertThat(read()).doesNotContain(key + "-far");
        assertThat(send("{'matches': [], 'resident': null}")).hasStatus(200);

        String seen = body(as(both, "SUPERVISOR", get("/api/v1/responders/" + key)));
        assertThat((String) JsonPath.read(seen, "$.matches[0].resident")).isEqualTo(key + "-far");
        assertThat((Integer) JsonPath.read(seen, "$.matches.length()")).isEqualTo(1);
        assertThat((String) JsonPath.read(seen, "$.resident")).isEqualTo(key + "-far");
    }

    @Test
    void readingIsLoggedAndWritingTellsNothingSealed() {
        assertThat(body(send(whole()))).doesNotContain("0777", "sample.invalid");
        assertThat(logged("access_write", "responder")).isEqualTo(1);
        assertThat(logged("access_read", "responder")).isZero();

        read();
        assertThat(logged("access_read", "responder")).isEqualTo(1);
        assertThat(logged("access_read", "phone")).isEqualTo(1);
    }

    @Test
    void listsNewestFirstPageByPageAndByWhatIsAsked() {
        for (int i = 1; i <= 3; i++) {
            as(caseworker, "CASEWORKER", json(key + "-" + i, whole()));
        }
        String first = list("limit=2&q=" + key);
        assertThat((String) JsonPath.read(first, "$.items[0].key")).isEqualTo(key + "-3");
        String second = list("limit=2&q=" + key + "&after=" + JsonPath.read(first, "$.next"));
        assertThat((String) JsonPath.read(second, "$.items[0].key")).isEqualTo(key + "-1");
        assertThat((Object) JsonPath.read(second, "$.next")).isNull();
        assertThat(first).doesNotContain("0777", "sample.invalid");

        assertThat((Integer) JsonPath.read(list("q=" + key + "&paused=false"), "$.items.length()"))
                .isZero();
        assertThat((Integer) JsonPath.read(
                        list("q=" + key + "&paused=true&kind=VOLUNTEER&skill=LIFTING&area=" + area),
                        "$.items.length()"))
                .isEqualTo(3);
    }

    private String whole() {
        return """
                {'name': 'Li Guiying', 'kind': 'VOLUNTEER', 'skills': ['LIFTING'], 'remark': 'neighbour',
                 'hours': [{'days': ['FRIDAY', 'SATURDAY'], 'from': '18:00', 'until': '06:00'}], 'area': 'AREA',
                 'estate': 'Lane 540', 'building': 'bldg 1', 'phone': '138 0000 0777', 'mail': 'li@sample.invalid',
                 'language': 'en', 'paused': true, 'pausedUntil': '2099-12-31',
                 'matches': [{'resident': 'KEY', 'metres': 60, 'hasKey': true}]}
                """.replace("AREA", area).replace("KEY", key);
    }

    private String list(String query) {
        return body(as(caseworker, "CASEWORKER", get("/api/v1/responders?" + query)));
    }

    private String read() {
        return body(as(caseworker, "CASEWORKER", get("/api/v1/responders/" + key)));
    }

    private MvcTestResult send(String body) {
        return as(caseworker, "CASEWORKER", json(body));
    }

    private MockHttpServletRequestBuilder json(String body) {
        return json(key, body);
    }

    private static MockHttpServletRequestBuilder json(String key, String body) {
        return put("/api/v1/responders/" + key)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"'));
    }

    private MvcTestResult as(String name, String role, MockHttpServletRequestBuilder request) {
        return web.perform(request.with(user(name).roles(role)));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private int logged(String table, String what) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where what = ? and which = ?", Integer.class, what, key);
    }
}
