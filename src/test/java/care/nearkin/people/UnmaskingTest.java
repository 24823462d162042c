package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Numbers, health and identity are masked until somebody says why she needs one of them. */
@NearkinTest
class UnmaskingTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

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

    @AfterEach
    void noTaskStays() {
        inTransaction.executeWithoutResult(tx -> jdbc.update("delete from open_task where resident = ?", id));
    }

    @Test
    void everythingSealedIsMaskedOnThePage() throws Exception {
        String page = body(perform(get("/residents/" + id)));

        assertThat(page)
                .contains("138 ····", "value=\"health\"", "value=\"mobile\"", "value=\"contact-")
                .doesNotContain("138 0000 0101", "138 0000 0103", "hypertension", "wang.jun@sample.invalid");
        assertThat(page).as("browsers remember titles").doesNotContainPattern("<title>[^<]*Wang");
        assertThat(reads()).isEmpty();
    }

    @Test
    void oneValueIsShownForAReasonAndThatIsWrittenDown() throws Exception {
        String shown = body(perform(show("mobile").param("reason", "CALL").header("HX-Request", "true")));

        assertThat(shown).contains("tel:13800000101").doesNotContain("5550", "0103", "<html");
        assertThat(reads()).containsExactly("phone mobile · CALL");
        String health = body(perform(show("health").param("reason", "VISIT").header("HX-Request", "true")));
        assertThat(health).contains("hypertension");
        assertThat(reads()).contains("health health · VISIT");
    }

    @Test
    void withoutAReasonNothingIsShownAndNothingIsLost() throws Exception {
        MvcTestResult refused = perform(show("mobile"));
        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("reason-error").doesNotContain("138 0000 0101");

        assertThat(perform(show("mobile").header("HX-Request", "true"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(400);
        assertThat(perform(show("mobile").param("reason", "CURIOUS"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(422);
        assertThat(reads()).isEmpty();
    }

    @Test
    void withoutScriptsThePageComesBackWithThatOneValue() throws Exception {
        String page = body(perform(show("home").param("reason", "CHECK").locale(Locale.ENGLISH)));

        assertThat(page).contains("</html>", "tel:02155506621").doesNotContain("138 0000 0101", "??");
    }

    @Test
    void whoIsAtWorkOnHerIsNotAskedWhy() throws Exception {
        inTransaction.executeWithoutResult(tx -> jdbc.update(
                "insert into open_task (id, task_key, flow, case_number, resident, urgency, subject, groups, assignee,"
                        + " created_at, position, lane) values (?, 'Task_Visit', 'alarm', 'AL-2026-900001', ?, 'RED', 'x',"
                        + " array['t'], ?, now(), nextval('open_task_position'), ?)",
                UUID.randomUUID().toString(),
                id,
                caseworker,
                "unmasking-" + key));

        assertThat(body(perform(get("/residents/" + id)))).contains("AL-2026-900001");
        assertThat(body(perform(show("mobile").header("HX-Request", "true")))).contains("tel:13800000101");
        assertThat(reads()).containsExactly("phone mobile · AL-2026-900001");
        String other = here.staff(Group.CASEWORKER, area);
        assertThat(web.perform(show("mobile").with(csrf()).with(user(other).roles("CASEWORKER"))))
                .hasStatus(422);
    }

    @Test
    void whatSheDoesNotServeIsNotShownForAnyReason() {
        String stranger = here.staff(Group.CASEWORKER, here.area());

        assertThat(web.perform(show("mobile")
                        .param("reason", "CALL")
                        .with(csrf())
                        .with(user(stranger).roles("CASEWORKER"))))
                .hasStatus(404);
        assertThat(perform(show("contact-1").param("reason", "CALL").header("HX-Request", "true")))
                .as("a contact of somebody else")
                .hasStatus(404);
        assertThat(reads()).isEmpty();
    }

    private MockHttpServletRequestBuilder show(String value) {
        return post("/residents/" + id + "/show").param("value", value);
    }

    private List<String> reads() {
        return jdbc.queryForList(
                "select what || ' ' || why from access_read where which = ? and what in ('phone', 'health', 'identity', 'mail')",
                String.class,
                key);
    }

    private MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return web.perform(request.with(csrf()).with(user(caseworker).roles("CASEWORKER")));
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
