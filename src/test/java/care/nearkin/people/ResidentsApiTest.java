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
import org.springframework.web.context.WebApplicationContext;

@NearkinTest
class ResidentsApiTest {

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
    }

    @Test
    void createsThenChangesByTheCallersKey() {
        MvcTestResult created =
                send("{'name': 'Zhen Guoqiang', 'birthDate': '1950-01-02', 'address': '12 Willow Street'}");
        assertThat(created).hasStatus(201);
        assertThat(created).bodyJson().extractingPath("$.birthDate").isEqualTo("1950-01-02");

        MvcTestResult changed = send("{'name': 'Zhen Guoqiang', 'livesAlone': true}");
        assertThat(changed).hasStatus(200);
        assertThat(changed).bodyJson().extractingPath("$.address").isEqualTo("12 Willow Street");
        assertThat(changed).bodyJson().extractingPath("$.livesAlone").isEqualTo(true);
    }

    @Test
    void whatWasReadCanBeSentBackAndChangesNothing() throws Exception {
        here.put(Neighbourhood.wang(key, area));
        String before = read().getResponse().getContentAsString(StandardCharsets.UTF_8);

        assertThat(send(before)).hasStatus(200);

        assertThat(read().getResponse().getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(before);
        assertThat((String) JsonPath.read(before, "$.phones.home")).isEqualTo("021 5550 6621");
    }

    @Test
    void whatIsNotSentStaysAndWhatIsSentAsNullIsCleared() {
        here.put(Neighbourhood.wang(key, area));

        send("{'note': null, 'phones': {'mobile': null}}");

        assertThat(read()).bodyJson().extractingPath("$.note").isNull();
        assertThat(read()).bodyJson().extractingPath("$.phones.mobile").isNull();
        assertThat(read()).bodyJson().extractingPath("$.phones.home").isEqualTo("021 5550 6621");
        assertThat(read()).bodyJson().extractingPath("$.moves").isEqualTo("AIDED");
        assertThat(read()).bodyJson().extractingPath("$.contacts[0].language").isEqualTo("en");
        assertThat(read()).bodyJson().extractingPath("$.health").isEqualTo("hypertension · coronary disease");
        assertThat(read()).bodyJson().extractingPath("$.contacts.length()").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'birthDate': '1950-01-02'}                       | name
                    {'name': ' '}                                     | name
                    {'name': 7}                                       | name
                    {'name': 'Z', 'birthDate': 'yesterday'}           | birthDate
                    {'name': 'Z', 'birthDate': '2023-02-29'}          | birthDate
                    {'name': 'Z', 'birthDate': '2150-01-01'}          | birthDate
                    {'name': 'Z', 'birthDate': '1850-01-01'}          | birthDate
                    {'name': 'Z', 'birthday': '1950-01-02'}           | birthday
                    {'name': 'Z', 'address': {'flat': '1'}}           | address.flat
                    {'name': 'Z', 'address': {'area': 'nowhere'}}     | address.area
                    {'name': 'Z', 'address': 5}                       | address
                    {'name': 'Z', 'phones': {'home': 'call me'}}      | phones.home
                    {'name': 'Z', 'livesAlone': 'yes'}                | livesAlone
                    {'name': 'Z', 'risk': 'EXTREME'}                  | risk
                    {'name': 'Z', 'sex': 'X'}                         | sex
                    {'name': 'Z', 'moves': 'fast'}                    | moves
                    {'name': 'Z', 'contacts': [{'name': 'son', 'relation': 'son', 'mail': 'at home'}]} | contacts[0].mail
                    {'name': 'Z', 'contacts': [{'name': 'son', 'relation': 'son', 'language': 'fr'}]} | contacts[0].language
                    {'name': 'Z', 'contacts': [{'name': 'son'}]}      | contacts[0].relation
                    {'name': 'Z', 'key': 'somebody-else'}             | key
                    """)
    void refusesWithTheNameOfTheField(String body, String field) {
        MvcTestResult refused = send(body);

        assertThat(refused).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused).bodyJson().extractingPath("$.field").isEqualTo(field);
        assertThat(jdbc.queryForObject("select count(*) from resident where resident_key = ?", Integer.class, key))
                .isZero();
    }

    @Test
    void aNewRecordVeryMuchLikeAKnownOneIsRefusedUnlessItSaysWhyItIsAnothers() throws Exception {
        here.put(Neighbourhood.wang(key + "-known", area));
        String body =
                "{'name': '王秀莲 Wang Xiulian', 'birthDate': '1945-03-08', 'address': {'area': '%s'}}".formatted(area);

        MvcTestResult refused = send(body);

        assertThat(refused).hasStatus(409).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused).bodyJson().extractingPath("$.type").isEqualTo("/problems/resident-alike");
        assertThat(refused).bodyJson().extractingPath("$.field").isEqualTo("different");
        assertThat(refused.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains(key + "-known")
                .doesNotContain("1945", "Zeng");
        assertThat(read()).hasStatus(404);

        assertThat(send("?different=WHATEVER", body)).hasStatus(400);
        assertThat(send("?different=NAMESAKE", body)).hasStatus(201);
        assertThat(jdbc.queryForList(
                        "select why from access_write where which = ? order by at, why", String.class, key))
                .containsExactlyInAnyOrder("api", "api, NAMESAKE, not " + key + "-known");
        assertThat(send("{'note': 'the next time it is known'}")).hasStatus(200);
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertThat(send("[]")).hasStatus(400);
        assertThat(send("{'name': ")).hasStatus(400);
    }

    @Test
    void servesOnlyResidentsOfTheAreasOfWhoAsks() {
        here.put(Neighbourhood.wang(key, area));
        String elsewhere = here.area();
        String stranger = here.staff(Group.CASEWORKER, elsewhere);

        assertThat(web.perform(get("/api/v1/residents/" + key).with(as(stranger, "CASEWORKER"))))
                .hasStatus(404);
        assertThat(web.perform(get("/api/v1/residents?q=" + key).with(as(stranger, "CASEWORKER"))))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(0);
        assertThat(web.perform(put("/api/v1/residents/" + key)
                        .with(csrf())
                        .with(as(stranger, "CASEWORKER"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"taken over\"}")))
                .hasStatus(403);
        MvcTestResult moved = send("{'address': {'area': '" + elsewhere + "'}}");
        assertThat(moved).hasStatus(400);
        assertThat(moved).bodyJson().extractingPath("$.field").isEqualTo("address.area");
    }

    @Test
    void isForThoseWhoWorkWithResidents() {
        String maintainer = here.staff(Group.MAINTAINER, area);
        String operator = here.staff(Group.OPERATOR, area);
        here.put(Neighbourhood.wang(key, area));

        assertThat(web.perform(get("/api/v1/residents/" + key).with(as(maintainer, "MAINTAINER"))))
                .hasStatus(403);
        assertThat(web.perform(get("/api/v1/residents/" + key).with(as(operator, "OPERATOR"))))
                .hasStatus(200);
        assertThat(web.perform(put("/api/v1/residents/" + key)
                        .with(csrf())
                        .with(as(operator, "OPERATOR"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")))
                .hasStatus(403);
    }

    @Test
    void readingIsLoggedAndWritingTellsNothingSealed() throws Exception {
        here.put(Neighbourhood.wang(key, area));

        assertThat(send("{'mobility': 'wheelchair'}").getResponse().getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("5550", "hypertension");
        assertThat(logged("access_read", "resident")).isZero();
        assertThat(logged("access_write", "resident")).isEqualTo(1);

        read();
        assertThat(logged("access_read", "resident")).isEqualTo(1);
        assertThat(logged("access_read", "phone")).isEqualTo(1);
    }

    @Test
    void listsNewestFirstPageByPage() throws Exception {
        for (int i = 1; i <= 3; i++) {
            here.put(Neighbourhood.wang(key + "-" + i, area));
        }
        String first = list("limit=2&q=" + key);
        assertThat(JsonPath.<String>read(first, "$.items[0].key")).isEqualTo(key + "-3");
        assertThat(JsonPath.<String>read(first, "$.items[1].key")).isEqualTo(key + "-2");

        String second = list("limit=2&q=" + key + "&after=" + JsonPath.read(first, "$.next"));
        assertThat(JsonPath.<String>read(second, "$.items[0].key")).isEqualTo(key + "-1");
        assertThat(JsonPath.<Object>read(second, "$.next")).isNull();
        assertThat(first).doesNotContain("5550", "hypertension");
    }

    @ParameterizedTest
    @CsvSource({"limit=501,limit", "limit=0,limit", "after=x,after"})
    void refusesAPageThatCannotBe(String query, String field) {
        MvcTestResult refused = web.perform(get("/api/v1/residents?" + query).with(as(caseworker, "CASEWORKER")));

        assertThat(refused).hasStatus(400);
        assertThat(refused).bodyJson().extractingPath("$.field").isEqualTo(field);
    }

    private String list(String query) throws Exception {
        return web.perform(get("/api/v1/residents?" + query).with(as(caseworker, "CASEWORKER")))
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private MvcTestResult read() {
        return web.perform(get("/api/v1/residents/" + key).with(as(caseworker, "CASEWORKER")));
    }

    private MvcTestResult send(String body) {
        return send("", body);
    }

    private MvcTestResult send(String query, String body) {
        return web.perform(put("/api/v1/residents/" + key + query)
                .with(csrf())
                .with(as(caseworker, "CASEWORKER"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"')));
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor as(String name, String role) {
        return user(name).roles(role);
    }

    private int logged(String table, String what) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where what = ? and which = ?", Integer.class, what, key);
    }
}
