package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.people.Responders.Kind;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Put;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Skill;
import care.nearkin.people.Responders.Where;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
class ResponderPagesTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    Responders responders;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    MockMvcTester web;
    String area;
    String caseworker;
    long she;
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
        she = here.put(Neighbourhood.wang(key, area));
        id = responders.put(li(key, area).with(null, List.of(new Match(she, 60, true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyPageIsShownInBothLanguagesWithoutAMissingWord(String language) {
        perform(post("/responders/" + id + "/pause")
                .param("until", LocalDate.now(clock).plusDays(3).toString()));
        for (String page : List.of(
                "/responders?q=" + key,
                "/responders?q=nobody-at-all",
                "/responders/new",
                "/responders/import",
                "/responders/" + id,
                "/responders/" + id + "/edit",
                "/residents/" + she,
                "/residents/pick?nobody=NOT_A_RESIDENT&who=" + key)) {
            String body = body(perform(get(page).locale(Locale.forLanguageTag(language))));
            assertThat(body).as(page).doesNotContain("??");
        }
    }

    @Test
    void theListFindsByNameKindSkillAreaAndState() {
        assertThat(list("q=guiying " + key)).contains("Li Guiying");
        assertThat(list("q=" + key + "&kind=VOLUNTEER&skill=FIRST_AID&area=" + area + "&state=ACTIVE"))
                .contains("Li Guiying");
        assertThat(list("q=" + key + "&kind=GUARD")).doesNotContain("Li Guiying");
        assertThat(list("q=" + key + "&skill=LIFTING")).doesNotContain("Li Guiying");
        assertThat(list("q=" + key + "&state=PAUSED")).doesNotContain("Li Guiying");
        assertThat(list("q=100% " + key)).doesNotContain("Li Guiying");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "key", "kind"})
    void theListGoesOnWhereThePageEnded(String sort) {
        for (int i = 0; i < 51; i++) {
            responders.put(li(key + "-%02d".formatted(i), area));
        }
        String first = list("sort=" + sort + "&area=" + area);
        Matcher next = Pattern.compile("after=([\\w-]+)").matcher(first);
        assertThat(next.find()).isTrue();

        String second = list("sort=" + sort + "&area=" + area + "&after=" + next.group(1));

        assertThat(rows(first)).hasSize(50);
        assertThat(rows(second)).hasSize(2).doesNotContainAnyElementsOf(rows(first));
    }

    @Test
    void numbersAreMaskedUntilTheyAreShownAndEveryLookIsWrittenDown() {
        String page = body(perform(get("/responders/" + id)));
        assertThat(page)
                .contains("Li Guiying", "60 米", "138 ····")
                .doesNotContain("138 0000 0777", "li@sample.invalid");
        assertThat(logged("access_read", "responder")).isEqualTo(1);
        assertThat(logged("access_read", "phone")).isZero();

        String shown = body(perform(post("/responders/" + id + "/phones").header("HX-Request", "true")));

        assertThat(shown).contains("tel:13800000777", "li@sample.invalid").doesNotContain("<html");
        assertThat(logged("access_read", "phone")).isEqualTo(1);
    }

    @Test
    void anOperatorSeesButDoesNotChangeAndOtherAreasAreNotSeen() {
        String operator = here.staff(Group.OPERATOR, area);
        MvcTestResult page = as(operator, "OPERATOR", get("/responders/" + id));
        assertThat(page).hasStatusOk();
        assertThat(body(page)).doesNotContain("/edit", "/pause", "/matches\"");
        for (String change : List.of("", "/pause", "/resume", "/matches", "/matches/remove")) {
            assertThat(as(
                            operator,
                            "OPERATOR",
                            post("/responders/" + id + change).param("resident", key)))
                    .hasStatus(403);
        }
        assertThat(as(here.staff(Group.MAINTAINER, area), "MAINTAINER", get("/responders")))
                .hasStatus(403);

        String stranger = here.staff(Group.SUPERVISOR, here.area());
        assertThat(as(stranger, "SUPERVISOR", get("/responders/" + id))).hasStatus(404);
        assertThat(as(stranger, "SUPERVISOR", post("/responders/" + id + "/pause")))
                .hasStatus(404);
        assertThat(body(as(stranger, "SUPERVISOR", get("/responders?q=" + key))))
                .doesNotContain("Li Guiying");
    }

    @Test
    void aNewResponderIsWrittenDownWithHerHours() {
        MvcTestResult saved = perform(form("/responders")
                .param("key", key + "-new")
                .param("hours[0].days", "MONDAY", "TUESDAY")
                .param("hours[0].from", "18:00")
                .param("hours[0].until", "06:00")
                .param("hours[1].days", "SUNDAY")
                .param("hours[1].from", "")
                .param("hours[1].until", "")
                .param("hours[2].from", "")
                .param("skills", "LIFTING", "FIRST_AID")
                .param("resident", key));

        assertThat(saved).hasStatus3xxRedirection();
        String page = body(perform(get(saved.getResponse().getRedirectedUrl()).locale(Locale.ENGLISH)));
        assertThat(page)
                .contains("Chen Fusheng", "Mon, Tue 18:00–06:00 the next day; Sun all day", "Lifting", "First aid")
                .contains("/residents/" + she);
        assertThat(logged("access_write", "responder", key + "-new")).isEqualTo(1);
    }

    @Test
    void aRefusedFormSaysEverythingAtOnceAndLosesNothing() {
        MvcTestResult refused = perform(post("/responders")
                .param("name", " ")
                .param("phone", "call me")
                .param("mail", "at home")
                .param("hours[0].days", "MONDAY")
                .param("hours[0].from", "09:30")
                .param("remark", "typed with care")
                .param("area", area));

        assertThat(refused).hasStatus(422);
        assertThat(body(refused))
                .contains("name-error", "kind-error", "phone-error", "mail-error", "09:30")
                .contains("typed with care", "call me", "at home")
                .containsPattern("value=\"MONDAY\"[^>]*checked");
    }

    @Test
    void anAccountAnAreaOrAKeyThatCannotBeIsRefusedAtItsField() {
        String operator = here.staff(Group.OPERATOR, area);
        assertThat(body(perform(form("/responders").param("staff", operator)))).contains("staff-error");
        assertThat(body(perform(form("/responders").param("area", here.area()))))
                .contains("area-error");
        assertThat(body(perform(form("/responders").param("key", key)))).contains("key-error");
    }

    @Test
    void whoeverSavesSecondIsToldAndWhoSavesFirstKeepsPauseAndResidents() {
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(body(perform(get("/responders/" + id + "/edit"))));
        assertThat(version.find()).isTrue();
        perform(post("/responders/" + id + "/pause"));

        MvcTestResult late = perform(form("/responders/" + id).param("version", version.group(1)));
        assertThat(late).hasStatus(422);

        Matcher now = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(body(perform(get("/responders/" + id + "/edit"))));
        assertThat(now.find()).isTrue();
        assertThat(perform(form("/responders/" + id).param("version", now.group(1))))
                .hasStatus3xxRedirection();
        assertThat(jdbc.queryForObject("select paused from responder where id = ?", Boolean.class, id))
                .isTrue();
        assertThat(responders.keyholders(she)).hasSize(1);
    }

    @Test
    void sheIsPausedAndAskedAgain() {
        assertThat(perform(post("/responders/" + id + "/pause").param("until", "2020-01-01")))
                .hasStatus(422);
        perform(post("/responders/" + id + "/pause"));
        assertThat(responders.near(she, clock.instant())).isEmpty();
        assertThat(list("q=" + key + "&state=PAUSED")).contains("Li Guiying");

        perform(post("/responders/" + id + "/resume"));

        assertThat(responders.near(she, clock.instant())).hasSize(1);
    }

    @Test
    void residentsAreNamedChangedRemovedAndBroughtBack() {
        here.put(Neighbourhood.wang(key + "-2", area));
        assertThat(perform(post("/responders/" + id + "/matches").param("metres", "40")))
                .hasStatus(422);
        assertThat(body(perform(post("/responders/" + id + "/matches")
                        .param("resident", key + "-2")
                        .param("metres", "near"))))
                .contains("metres-error");
        perform(post("/responders/" + id + "/matches")
                .param("resident", key + "-2")
                .param("metres", "40"));
        assertThat(matches()).containsExactly("40 false", "60 true");

        perform(post("/responders/" + id + "/matches")
                .param("resident", key)
                .param("metres", "70")
                .param("hasKey", "true"));
        perform(post("/responders/" + id + "/matches/remove").param("resident", key + "-2"));

        assertThat(matches()).containsExactly("70 true");
    }

    @Test
    void residentsOfOtherAreasAreCountedButNotNamedNorLost() {
        String elsewhere = here.area();
        long hidden = here.put(Neighbourhood.wang(key + "-far", elsewhere));
        responders.put(li(key, area).with(null, List.of(new Match(she, 60, true), new Match(hidden, 90, true))));

        String page = body(perform(get("/responders/" + id).locale(Locale.ENGLISH)));
        assertThat(page).contains("And 1 in areas that you do not serve").doesNotContain(key + "-far");
        assertThat(perform(post("/responders/" + id + "/matches/remove").param("resident", key + "-far")))
                .hasStatus(404);
        assertThat(perform(post("/responders/" + id + "/matches")
                        .param("resident", key + "-far")
                        .param("metres", "5")))
                .hasStatus(404);
        assertThat(matches()).containsExactly("60 true", "90 true");
    }

    @Test
    void aTableIsCheckedBeforeItIsImportedAndBadRowsChangeNothing() {
        String table = """
                key,kind,name,skills,hours,area,phone,matches
                KEY-a,guard,Guard Ding,LIFTING FIRE_FIGHTING,24h,AREA,138 0000 0111,KEY:140:key
                KEY-b,VOLUNTEER,Hu Min,FIRST_AID,"Mon-Fri 17:00-23:00; Sat,Sun 09:00-12:00",AREA,,
                KEY,VOLUNTEER,Li Guiying,,,AREA,,
                KEY-c,VOLUNTEER,Without hours,,evenings,AREA,,
                KEY-d,,Without kind,,,AREA,,
                KEY-e,GUARD,Elsewhere,,,ELSEWHERE,,
                KEY-f,GUARD,Match,,,AREA,,nobody:5
                KEY-a,GUARD,Twice,,,AREA,,
                """.replace("KEY", key).replace("ELSEWHERE", here.area()).replace("AREA", area);

        String checked =
                body(perform(post("/responders/import").param("csv", table).locale(Locale.ENGLISH)));
        assertThat(checked)
                .contains("3 of 8 rows are good", "changes a known one")
                .contains("is not read as hours", "needs a kind", "no resident nobody", "stands twice")
                .contains("You do not serve this area");
        assertThat(rows(list("q=" + key))).hasSize(1);

        assertThat(body(perform(post("/responders/import")
                        .param(
                                "csv",
                                "key,kind,name,language\nx,GUARD," + "n".repeat(101)
                                        + ",en\ny,GUARD,Y,fr\nz,KNIGHT,Z,en\n")
                        .locale(Locale.ENGLISH))))
                .contains("Column name: At most 100", "Column language: One of", "Column kind: One of");

        perform(post("/responders/import").param("csv", table).param("keep", "true"));
        assertThat(rows(list("q=" + key))).hasSize(3);
        assertThat(responders.keyholders(she))
                .extracting(Responders.Keyholder::metres)
                .containsExactly(140);
        assertThat(body(perform(post("/responders/import").param("csv", "key,colour\nx,red"))))
                .contains("colour");
    }

    @Test
    void theResidentsPageSaysWhoCouldBeAtTheDoorNow() {
        String page = body(perform(get("/residents/" + she).locale(Locale.ENGLISH)));

        assertThat(page).contains("Who could be at the door now", "/responders/" + id, "60 m", "First aid");
        perform(post("/responders/" + id + "/pause"));
        assertThat(body(perform(get("/residents/" + she).locale(Locale.ENGLISH))))
                .doesNotContain("/responders/" + id);
    }

    private static Put li(String key, String area) {
        return new Put(
                key,
                Kind.VOLUNTEER,
                "李桂英 Li Guiying",
                Set.of(Skill.FIRST_AID),
                null,
                List.of(Hours.ALWAYS),
                null,
                new Where(area, null, null, "bldg 1"),
                new Reach("138 0000 0777", "li@sample.invalid", Locale.SIMPLIFIED_CHINESE),
                null,
                null,
                null,
                List.of());
    }

    private MockHttpServletRequestBuilder form(String path) {
        return post(path).param("name", "Chen Fusheng").param("kind", "VOLUNTEER");
    }

    private List<String> matches() {
        return jdbc.queryForList(
                "select metres || ' ' || has_key from responder_match where responder_id = ? order by metres",
                String.class,
                id);
    }

    private String list(String query) {
        return body(perform(get("/responders?" + query)));
    }

    private static List<String> rows(String page) {
        return Pattern.compile("/responders/(\\d+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return as(caseworker, "CASEWORKER", request.session(session));
    }

    private MvcTestResult as(String name, String role, MockHttpServletRequestBuilder request) {
        return web.perform(request.with(csrf()).with(user(name).roles(role)));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private int logged(String table, String what) {
        return logged(table, what, key);
    }

    private int logged(String table, String what, String which) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where what = ? and which = ?", Integer.class, what, which);
    }
}
