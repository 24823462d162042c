package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Everybody at one address, who came and who went. */
@NearkinTest
class HouseholdPageTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    StayData stays;

    @Autowired
    JdbcTemplate jdbc;

    MockMvcTester web;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> posts = new HashMap<>();
    private String area = "";
    private String caseworker = "";

    @BeforeEach
    void open() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        caseworker = staff(Group.CASEWORKER, area);
    }

    @Test
    void whoLivesTogetherStandsTogetherAndEachLookIsLogged() {
        long she = here.put(person("she", area, "101"));
        here.put(person("he", area, "101"));
        here.put(person("other", area, "102"));

        String home = home(she);
        assertThat(body(home)).contains("she" + mark, "he" + mark).doesNotContain("other" + mark);
        assertThat(jdbc.queryForList(
                        "select what || ' ' || which from access_read where who = ? order by id",
                        String.class,
                        caseworker))
                .contains(
                        "household " + home.substring(home.lastIndexOf('/') + 1),
                        "resident K-she" + mark,
                        "resident K-he" + mark)
                .doesNotContain("resident K-other" + mark);
    }

    @Test
    void whoMovesIsSeenToGoAndToCome() {
        long she = here.put(person("she", area, "101"));
        here.put(person("he", area, "101"));
        String before = home(she);
        here.put(person("she", area, "102"));

        String after = home(she);
        assertThat(after).isNotEqualTo(before);
        assertThat(gone(body(before))).contains("she" + mark, after).doesNotContain(">he" + mark);
        assertThat(body(after)).contains("she" + mark, "Lane " + mark + ", 1, 101");

        here.put(person("she", area, "101"));
        assertThat(gone(body(before))).doesNotContain("she" + mark);
        assertThat(gone(body(after))).contains("she" + mark);
    }

    @Test
    void theCopyOfHerDataSaysWhereSheLived() {
        long she = here.put(person("she", area, "101"));
        here.put(person("she", area, "102"));
        List<PersonalData.Part> homes = stays.of(she, Locale.ENGLISH).get(0).parts();
        assertThat(homes)
                .extracting(PersonalData.Part::title)
                .containsExactly("Lane " + mark + ", 1, 101", "Lane " + mark + ", 1, 102");
        assertThat(homes.get(0).values()).containsKeys("Here since", "Moved out");
        assertThat(homes.get(1).values()).containsOnlyKeys("Here since");
    }

    /** Neither where they went nor that they were there. */
    @Test
    void whoMovedToWhereTheReaderDoesNotServeIsNotShown() {
        long she = here.put(person("she", area, "101"));
        here.put(person("he", area, "101"));
        String home = home(she);
        String elsewhere = here.area();
        here.put(person("she", elsewhere, "201"));
        String page = body(home);
        assertThat(page).contains("he" + mark).doesNotContain("she" + mark, "201");
        assertThat(gone(page)).isEmpty();

        String both = staff(Group.SUPERVISOR, area, elsewhere);
        assertThat(gone(body(home, both))).contains("she" + mark);
        assertThat(body(home(she, both), both)).contains("she" + mark, "Lane " + mark + ", 1, 101");
        String there = staff(Group.CASEWORKER, elsewhere);
        assertThat(body(home(she, there), there)).contains("she" + mark).doesNotContain(", 101");
    }

    @Test
    void anAddressElsewhereIsAsUnknownAsOneThatIsNotThere() {
        String home = home(here.put(person("she", area, "101")));
        String stranger = staff(Group.CASEWORKER, here.area());
        assertThat(page(home, stranger)).hasStatus(404);
        assertThat(page("/households/999999999", stranger)).hasStatus(404);
        assertThat(page(home, staff(Group.MAINTAINER, area))).hasStatus(403);
    }

    @Test
    void manyBehindOneDoorComePageByPage() {
        long first = here.put(person("p00", area, "101"));
        for (int i = 1; i <= 51; i++) {
            here.put(person("p%02d".formatted(i), area, "101"));
        }
        String home = home(first);
        String page = body(home);
        assertThat(page).contains("p49" + mark).doesNotContain("p50" + mark);
        String next = page.replaceAll("(?s).*rel=\"next\"[^>]*href=\"[^\"]*after=([^\"&]+).*", "$1");
        assertThat(body(home + "?after=" + next))
                .contains("p50" + mark, "p51" + mark)
                .doesNotContain("p49" + mark);
    }

    private String staff(Group group, String... areas) {
        String name = here.staff(group, areas);
        posts.put(name, group.name());
        return name;
    }

    private Put person(String name, String where, String room) {
        return new Put(
                "K-" + name + mark,
                name + mark,
                null,
                null,
                false,
                Risk.LOW,
                null,
                new Address(where, null, "Lane " + mark, "1", null, room, null),
                null,
                Phones.NONE,
                null,
                null,
                List.of());
    }

    private String home(long resident) {
        return home(resident, caseworker);
    }

    private String home(long resident, String who) {
        String to =
                page("/residents/" + resident + "/household", who).getResponse().getRedirectedUrl();
        assertThat(to).startsWith("/households/");
        return to;
    }

    private String body(String path) {
        return body(path, caseworker);
    }

    private String body(String path, String who) {
        MvcTestResult page = page(path, who);
        assertThat(page).hasStatusOk();
        try {
            String body = page.getResponse().getContentAsString(StandardCharsets.UTF_8);
            assertThat(body).doesNotContain("??");
            return body.substring(body.indexOf("<main"));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String gone(String body) {
        int at = body.indexOf("Moved away");
        return at < 0 ? "" : body.substring(at);
    }

    private MvcTestResult page(String path, String who) {
        return web.perform(get(path)
                .with(user(who).roles(posts.getOrDefault(who, "")))
                .header("Accept-Language", "en")
                .accept("text/html"));
    }
}
