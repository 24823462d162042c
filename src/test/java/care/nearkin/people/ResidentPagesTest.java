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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

@NearkinTest
class ResidentPagesTest {

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
    long id;
    private final MockHttpSession session = new MockHttpSession();
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
    void theCardForATaskHasEveryNumberReadyToDial() {
        String card = body(perform(get("/test/people/" + id)));

        assertThat(card)
                .contains(
                        "王秀莲 Wang Xiulian", "81", "Lane 540, bldg 3", "hypertension", "at the gate", "hard of hearing")
                .contains("tel:02155506621", "tel:13800000102", "Shenzhen", "60 m")
                .doesNotContain("??");
    }

    @Test
    void theCardNamesWhoElseLivesBehindTheDoorAndWhatTheyNeed() {
        Residents.Put she = Neighbourhood.wang(key, area);
        here.put(new Residents.Put(
                key + "-he",
                "Wang Senior",
                null,
                null,
                false,
                she.risk(),
                "in a wheelchair",
                she.address(),
                null,
                Residents.Phones.NONE,
                null,
                null,
                List.of()));

        assertThat(body(perform(get("/test/people/" + id)))).contains("Wang Senior", "in a wheelchair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyPageIsShownInBothLanguagesWithoutAMissingWord(String language) {
        perform(post("/residents/" + id + "/consents")
                .param("matter", "KEEP_KEY")
                .param("toWhom", "Li next door")
                .param("from", "2020-02-01")
                .param("until", "2020-12-31")
                .param("how", "SPOKEN"));
        for (String page : List.of(
                "/residents?q=" + key,
                "/residents/new",
                "/residents/" + id,
                "/residents/" + id + "/edit",
                "/residents/" + id + "/contacts/new",
                "/residents/" + id + "/contacts/" + contacts().get(0).id(),
                "/residents/" + id + "/consents/new")) {
            String body = body(perform(get(page).locale(Locale.forLanguageTag(language))));
            assertThat(body).as(page).contains("<main", "<h1", "</html>").doesNotContain("??");
        }
    }

    @Test
    void theListFindsByNameKeyAndAddressAndHidesOthersAreas() {
        assertThat(list("xiulian " + key)).contains("Wang Xiulian");
        assertThat(list("540 " + key)).contains("Wang Xiulian");
        assertThat(list("100% " + key)).doesNotContain("Wang Xiulian");

        String elsewhere = here.staff(Group.CASEWORKER, here.area());
        assertThat(body(web.perform(
                        get("/residents?q=" + key).with(user(elsewhere).roles("CASEWORKER")))))
                .doesNotContain("Wang Xiulian");
        assertThat(web.perform(get("/residents/" + id).with(user(elsewhere).roles("CASEWORKER"))))
                .hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "key", "oldest", "address"})
    void theListGoesOnWhereThePageEnded(String sort) {
        for (int i = 0; i < 51; i++) {
            here.put(Neighbourhood.wang(key + "-%02d".formatted(i), area));
        }
        String first = body(perform(get("/residents?sort=" + sort + "&area=" + area)));
        Matcher next = Pattern.compile("after=([\\w-]+)").matcher(first);
        assertThat(next.find()).isTrue();

        String second = body(perform(get("/residents?sort=" + sort + "&area=" + area + "&after=" + next.group(1))));

        assertThat(rows(first)).hasSize(50);
        assertThat(rows(second)).hasSize(2).doesNotContainAnyElementsOf(rows(first));
    }

    @Test
    void anOperatorReadsButDoesNotChange() {
        String operator = here.staff(Group.OPERATOR, area);
        MvcTestResult page =
                web.perform(get("/residents/" + id).with(user(operator).roles("OPERATOR")));

        assertThat(page).hasStatusOk();
        assertThat(body(page)).doesNotContain("/edit", "/remove", "/withdraw");
        assertThat(web.perform(
                        get("/residents/" + id + "/edit").with(user(operator).roles("OPERATOR"))))
                .hasStatus(403);
        assertThat(web.perform(post("/residents/" + id)
                        .with(csrf())
                        .with(user(operator).roles("OPERATOR"))))
                .hasStatus(403);
    }

    @Test
    void aNewResidentGetsAKeyAndIsShown() {
        MvcTestResult saved = perform(post("/residents")
                .param("name", "Zhen Guoqiang " + key)
                .param("birthDate", "1950-02-28")
                .param("livesAlone", "true")
                .param("risk", "HIGH")
                .param("area", area)
                .param("estate", "Lane 12"));

        assertThat(saved).hasStatus3xxRedirection();
        String page = body(perform(get(saved.getResponse().getRedirectedUrl())));
        assertThat(page).contains("Zhen Guoqiang", "Lane 12").containsPattern("R\\d{6}");
    }

    @Test
    void aRefusedFormSaysEverythingAtOnceAndLosesNothing() {
        MvcTestResult refused = perform(post("/residents")
                .param("name", " ")
                .param("birthDate", "yesterday")
                .param("home", "call me")
                .param("health", "allergic to penicillin")
                .param("risk", "LOW")
                .param("area", area));

        assertThat(refused).hasStatus(422);
        assertThat(body(refused))
                .contains("name-error", "birthDate-error", "home-error")
                .contains("allergic to penicillin", "call me", "yesterday");
    }

    @Test
    void aTakenKeyAndAnUnservedAreaAreRefusedAtTheirFields() {
        assertThat(body(perform(post("/residents").param("name", "Z").param("key", key))))
                .contains("key-error");
        assertThat(body(perform(post("/residents").param("name", "Z").param("area", here.area()))))
                .contains("area-error");
    }

    @Test
    void whoeverSavesSecondIsToldAndKeepsWhatSheTyped() {
        String form = body(perform(get("/residents/" + id + "/edit")));
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(form);
        assertThat(version.find()).isTrue();
        here.put(Neighbourhood.wang(key, area));

        MvcTestResult late = perform(post("/residents/" + id)
                .param("version", version.group(1))
                .param("name", "Wang Xiulian")
                .param("note", "typed with care"));

        assertThat(late).hasStatus(422);
        assertThat(body(late)).contains("typed with care", "/residents/" + id);
    }

    @Test
    void contactsAreAddedReorderedChangedRemovedAndBroughtBack() {
        perform(post("/residents/" + id + "/contacts").param("name", "Guard").param("relation", "guard of the estate"));
        assertThat(names()).containsExactly("Wang Jun", "Li", "Guard");

        long guard = contacts().get(2).id();
        perform(post("/residents/" + id + "/contacts/" + guard + "/up"));
        assertThat(names()).containsExactly("Wang Jun", "Guard", "Li");

        perform(post("/residents/" + id + "/contacts/" + guard)
                .param("name", "Guard Zhao")
                .param("relation", "guard")
                .param("phone", "021 5550 0001"));
        assertThat(names()).containsExactly("Wang Jun", "Guard Zhao", "Li");

        perform(post("/residents/" + id + "/contacts/" + guard + "/remove"));
        assertThat(names()).containsExactly("Wang Jun", "Li");
        assertThat(body(perform(get("/residents/" + id))))
                .contains("Guard Zhao")
                .doesNotContain("5550 0001");

        perform(post("/residents/" + id + "/contacts/undo"));
        assertThat(names()).containsExactly("Wang Jun", "Guard Zhao", "Li");
        assertThat(contacts().get(1).phone()).isEqualTo("021 5550 0001");
    }

    @Test
    void aContactOfAnotherResidentCannotBeReached() {
        long other = here.put(Neighbourhood.wang(key + "-other", area));

        assertThat(perform(get(
                        "/residents/" + other + "/contacts/" + contacts().get(0).id())))
                .hasStatus(404);
    }

    @Test
    void consentIsWrittenDownAndWithdrawn() {
        assertThat(perform(post("/residents/" + id + "/consents")
                        .param("matter", "KEEP_KEY")
                        .param("toWhom", "Li next door")
                        .param("from", "2020-02-01")
                        .param("until", "2019-01-01")
                        .param("how", "SPOKEN")))
                .hasStatus(422);
        perform(post("/residents/" + id + "/consents")
                .param("matter", "KEEP_KEY")
                .param("toWhom", "Li next door")
                .param("from", "2020-02-01")
                .param("how", "SPOKEN"));
        Map<String, Object> consent = jdbc.queryForMap("select * from consent where resident_id = ?", id);
        assertThat(consent).containsEntry("recorded_by", caseworker).containsEntry("withdrawn_by", null);

        perform(post("/residents/" + id + "/consents/" + consent.get("id") + "/withdraw"));

        assertThat(jdbc.queryForObject(
                        "select withdrawn_by from consent where id = ?", String.class, consent.get("id")))
                .isEqualTo(caseworker);
        assertThat(body(perform(get("/residents/" + id))))
                .contains("Li next door", "2020-02-01", "</html>")
                .doesNotContain("/withdraw");
    }

    private MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return web.perform(
                request.session(session).with(csrf()).with(user(caseworker).roles("CASEWORKER")));
    }

    private String list(String search) {
        return body(perform(get("/residents").param("q", search)));
    }

    private static List<String> rows(String page) {
        return Pattern.compile("/residents/(\\d+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private List<ResidentCard.Contact> contacts() {
        return residents.card(id, "test").orElseThrow().contacts();
    }

    private List<String> names() {
        return contacts().stream().map(ResidentCard.Contact::name).toList();
    }
}
