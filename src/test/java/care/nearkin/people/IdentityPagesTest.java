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
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
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

/** The number of a resident's identity document: in the form, on the page, in the API and in the search. */
@NearkinTest
class IdentityPagesTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    Residents residents;

    @Autowired
    JdbcTemplate jdbc;

    MockMvcTester web;
    String area;
    String caseworker;
    private final String key = "T-" + UUID.randomUUID();
    private final String number = IdentityNumbers.next(true);
    private final String last = number.substring(14);
    private final String masked = "*".repeat(14) + last;

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
    void isWrittenDownSealedAndShownByItsLastFour() throws Exception {
        long id = create(key, number);

        assertThat(body(perform(get("/residents/" + id)))).contains(masked).doesNotContain(number, "differ");
        assertThat(body(perform(get("/residents/" + id + "/edit"))))
                .contains(masked)
                .doesNotContain(number);
        assertThat(body(perform(get("/api/v1/residents/" + key))))
                .contains(masked)
                .doesNotContain(number);
        Map<String, Object> row = jdbc.queryForMap("select * from resident where id = ?", id);
        assertThat(row.get("identity_number").toString()).startsWith("v1:").doesNotContain(last);
        assertThat(row.get("identity_print").toString()).doesNotContain(last);
        assertThat(row.get("birth_date")).as("taken from the number").hasToString("1945-03-08");
        assertThat(row.get("sex")).isEqualTo("FEMALE");
    }

    @Test
    void aNumberThatCannotBeIsRefusedAtItsFieldAndStandsThereAgain() throws Exception {
        String wrong = number.substring(0, 17) + (number.endsWith("1") ? "2" : "1");
        MvcTestResult refused = perform(
                post("/residents").param("name", "Z").param("kind", "ID_CARD").param("number", wrong));

        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("number-error", wrong);
        MvcTestResult api = send(key, "{'name': 'Z', 'identity': {'number': '" + wrong + "'}}");
        assertThat(api).hasStatus(400);
        assertThat(api).bodyJson().extractingPath("$.field").isEqualTo("identity.number");
        assertThat(api).bodyJson().extractingPath("$.type").asString().endsWith("bad-identity-digit");
        assertThat(body(api)).doesNotContain(wrong);
    }

    @Test
    void standsWhenNothingElseIsTypedAndIsRemovedWhenItIsNotKnown() throws Exception {
        long id = create(key, number);
        perform(edit(id).param("kind", "ID_CARD").param("number", ""));
        assertThat(identity(id)).isEqualTo(new Identity(Identity.Kind.ID_CARD, number));

        assertThat(perform(edit(id).param("kind", "PASSPORT").param("number", "")))
                .as("another document has another number")
                .hasStatus(422);
        perform(edit(id).param("kind", "").param("number", ""));
        assertThat(identity(id)).isNull();
        assertThat(found(number)).isFalse();
    }

    @Test
    void whatTheApiAnswersCanBeSentBack() throws Exception {
        assertThat(send(key, "{'name': 'Z', 'identity': {'number': '" + number + "'}}"))
                .hasStatus(201);
        long id = residents.idOf(key).orElseThrow();
        String answered = body(perform(get("/api/v1/residents/" + key)));

        assertThat(send(key, answered)).hasStatus(200);
        assertThat(identity(id)).isEqualTo(new Identity(Identity.Kind.ID_CARD, number));
        assertThat(send(key, "{'identity': null}")).hasStatus(200);
        assertThat(identity(id)).isNull();
    }

    @Test
    void isOnePersonsOnlyWhereverSheLives() throws Exception {
        String elsewhere = here.area();
        String stranger = here.staff(Group.CASEWORKER, elsewhere);
        long id = create(key, number);

        MvcTestResult second = web.perform(post("/residents")
                .with(csrf())
                .with(user(stranger).roles("CASEWORKER"))
                .param("name", "Z")
                .param(
                        "number",
                        number.substring(0, 6) + " " + number.substring(6).toLowerCase(java.util.Locale.ROOT)));

        assertThat(second).hasStatus(422);
        assertThat(body(second)).contains("number-error");
        assertThat(residents.withIdentity(new Identity(Identity.Kind.ID_CARD, number)))
                .contains(id);
        assertThat(residents.withIdentity(new Identity(Identity.Kind.PASSPORT, number)))
                .isEmpty();
    }

    @Test
    void isFoundWholeAndByItsLastFour() throws Exception {
        create(key, number);

        assertThat(found(number)).isTrue();
        assertThat(found(number.substring(0, 6) + " " + number.substring(6, 14) + " " + number.substring(14)))
                .isTrue();
        assertThat(found(last)).isTrue();
        assertThat(found(number.substring(0, 14))).isFalse();
        assertThat(found(IdentityNumbers.next(true))).isFalse();
        String row = jdbc.queryForObject(
                "select s::text from resident_search s join resident r on r.id = s.resident_id where resident_key = ?",
                String.class,
                key);
        assertThat(row).doesNotContain(number).doesNotContain(last);
    }

    @Test
    void aRecordThatSaysAnotherBirthdayIsMarkedAndNotRefused() throws Exception {
        send(
                key,
                "{'name': 'Z', 'birthDate': '1945-01-25', 'address': {'area': '" + area + "'}, 'identity': {'number': '"
                        + number + "'}}");
        long id = residents.idOf(key).orElseThrow();

        assertThat(body(perform(get("/residents/" + id).locale(java.util.Locale.ENGLISH))))
                .contains("differ from this number");
        assertThat(jdbc.queryForObject("select birth_date from resident where id = ?", LocalDate.class, id))
                .isEqualTo("1945-01-25");
    }

    private long create(String itsKey, String itsNumber) {
        MvcTestResult saved = perform(post("/residents")
                .param("name", "王秀莲")
                .param("key", itsKey)
                .param("area", area)
                .param("kind", "ID_CARD")
                .param("number", itsNumber));
        assertThat(saved).hasStatus3xxRedirection();
        return residents.idOf(itsKey).orElseThrow();
    }

    private MockHttpServletRequestBuilder edit(long id) {
        Integer version = jdbc.queryForObject("select version from resident where id = ?", Integer.class, id);
        return post("/residents/" + id)
                .param("version", String.valueOf(version))
                .param("name", "王秀莲")
                .param("area", area);
    }

    private Identity identity(long id) {
        return here.identity(id);
    }

    private boolean found(String words) throws Exception {
        return body(perform(get("/api/v1/residents").param("q", words).param("area", area)))
                .contains(key);
    }

    private MvcTestResult send(String itsKey, String json) {
        return perform(put("/api/v1/residents/" + itsKey)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.replace('\'', '"')));
    }

    private MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return web.perform(request.with(csrf()).with(user(caseworker).roles("CASEWORKER")));
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
