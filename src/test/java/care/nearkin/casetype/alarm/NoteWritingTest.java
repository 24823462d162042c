package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.EngineTables;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nothing typed into a note is lost, what was wrong in it is put right in the open, and colleagues are called by @. */
@NearkinTest
class NoteWritingTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private final String secret = "儿子 " + UUID.randomUUID();
    private Estate.Lane lane;
    private String number;

    @BeforeEach
    void aCase() {
        lane = estate.lane();
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
    }

    private Here as(String name) {
        Here here = new Here(port);
        here.signIn(name, Estate.PASSWORD);
        return here;
    }

    private HttpResponse<String> post(Here here, String path, Map<String, String> fields) {
        return here.submit("/me/password", "/cases/" + number + "/notes" + path, fields, "Accept-Language", "en");
    }

    private HttpResponse<String> keep(Here here, String text) {
        return here.put(
                "/cases/" + number + "/notes/draft",
                text,
                "HX-Request",
                "true",
                "X-CSRF-TOKEN",
                here.csrf("/me/password"),
                "Accept-Language",
                "en");
    }

    private String write(Here here) {
        return here.get("/cases/" + number + "/notes", "HX-Request", "true", "Accept-Language", "en")
                .body();
    }

    private Integer drafts() {
        return jdbc.queryForObject("select count(*) from note_draft where case_number = ?", Integer.class, number);
    }

    private TimelineEntry note() {
        return caseFiles.timeline(number).stream()
                .filter(TimelineEntry::note)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRefusedNoteComesBackWithWhatWasTypedAndWhoWasChosen() {
        String colleague = lane.second();
        HttpResponse<String> refused =
                post(as(lane.operator()), "", Map.of("text", secret + "x".repeat(4_000), "mentioned", colleague));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(secret, "of at most 4,000 characters", "aria-invalid=\"true\"")
                .containsPattern("value=\"" + colleague + "\"\\s+checked");
    }

    @Test
    void aProgramIsToldTheProblemByItsType() {
        Here here = as(lane.operator());
        HttpResponse<String> refused = here.post(
                "/cases/" + number + "/notes",
                "application/x-www-form-urlencoded",
                "text=",
                "Accept",
                "application/json",
                "X-CSRF-TOKEN",
                here.csrf("/me/password"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/problems/text");
    }

    @Test
    void aDraftIsThereOnAnyComputerForWhoTypedItAloneAndLiesSealed() {
        assertThat(keep(as(lane.operator()), secret).body()).contains("only you see it");

        assertThat(write(as(lane.operator()))).contains(secret, "Your draft of");
        assertThat(write(as(lane.second()))).doesNotContain(secret);
        assertThat(EngineTables.holding(jdbc, List.of("note_draft"), secret)).isEmpty();
        jdbc.update("update note_draft set person = ? where case_number = ?", lane.second(), number);
        assertThat(write(as(lane.second()))).as("another's row does not open").doesNotContain(secret);
    }

    @Test
    void aDraftIsGoneWhenTheNoteIsKeptAndWhenItIsEmptied() {
        Here here = as(lane.operator());
        keep(here, secret);
        assertThat(post(here, "", Map.of("text", " ")).statusCode()).isEqualTo(400);
        assertThat(drafts()).as("a refused note is still a draft").isOne();
        assertThat(post(here, "", Map.of("text", secret)).statusCode()).isEqualTo(302);
        assertThat(drafts()).isZero();

        keep(here, secret);
        assertThat(keep(here, " \n").body()).doesNotContain("kept");
        assertThat(drafts()).isZero();
    }

    @Test
    void whoMayNotOpenTheCaseKeepsNoDraftAndIsToldOfNoColleagues() {
        Here stranger = estate.lane().somebody(port, Group.SUPERVISOR);
        assertThat(keep(stranger, secret).statusCode()).isEqualTo(404);
        assertThat(post(stranger, "/readers", Map.of("part", "")).statusCode()).isEqualTo(404);
        Here keeper = lane.somebody(port, Group.KEEPER);
        assertThat(keep(keeper, secret).statusCode()).isEqualTo(403);
        assertThat(post(keeper, "/readers", Map.of("part", "")).statusCode()).isEqualTo(403);
        assertThat(keep(as(lane.operator()), "x".repeat(4_001)).statusCode()).isEqualTo(400);
        assertThat(drafts()).isZero();
    }

    @Test
    void onlyAFewWhoMayOpenTheCaseAreSuggestedAndNeverOneself() {
        String colleague = lane.second();
        String stranger = estate.lane().operator();
        for (int i = 0; i < 10; i++) {
            lane.person(Group.OPERATOR);
        }
        Here here = as(lane.operator());
        String any = post(here, "/readers", Map.of("part", "")).body();
        assertThat(any.split("role=\"option\"", -1)).hasSize(1 + 8);
        assertThat(any).contains("type on for fewer");
        assertThat(post(here, "/readers", Map.of("part", colleague)).body()).contains("data-account=\"" + colleague);
        assertThat(post(here, "/readers", Map.of("part", lane.operator())).body())
                .doesNotContain("data-account=\"" + lane.operator() + "\"");
        assertThat(post(here, "/readers", Map.of("part", stranger)).body()).contains("No colleague of this name");
    }

    @Test
    void whoWroteANoteCorrectsItAndWhatItSaidStaysReadable() {
        Here here = as(lane.operator());
        post(here, "", Map.of("text", "key at number 5"));
        String at = "/" + note().id();
        assertThat(here.page("/cases/" + number + "/notes" + at).body()).contains("key at number 5");

        assertThat(post(here, at, Map.of("text", "key at number 6 " + secret)).statusCode())
                .isEqualTo(302);
        assertThat(post(here, at, Map.of("text", "key at number 6 " + secret)).statusCode())
                .isEqualTo(302);
        post(here, at, Map.of("text", "key at number 7"));

        assertThat(note().text()).isEqualTo("key at number 7");
        assertThat(note().earlier())
                .extracting(TimelineEntry.Earlier::text)
                .as("the same once more is no correction")
                .containsExactly("key at number 5", "key at number 6 " + secret);
        assertThat(EngineTables.holding(jdbc, List.of("note_correction"), secret))
                .isEmpty();
        String read = as(lane.second())
                .get("/cases/" + number + "/timeline", "Accept-Language", "en")
                .body();
        assertThat(read).contains("key at number 7", "Corrected at", "key at number 5");
        assertThat(read).as("nobody else is offered it").doesNotContain("notes" + at);
        assertThat(as(lane.second()).page("/cases/" + number + "/print").body())
                .contains("key at number 7", "key at number 5");
        assertThat(jdbc.queryForList(
                        "select who from access_write where what = 'note' and which = ?",
                        String.class,
                        at.substring(1)))
                .containsExactly(lane.operator(), lane.operator());
    }

    @Test
    void nobodyCorrectsAnothersNoteNorWhatIsNoNoteNorAnothersCase() {
        Here here = as(lane.operator());
        post(here, "", Map.of("text", "hers"));
        String at = "/" + note().id();
        assertThat(post(as(lane.second()), at, Map.of("text", "x")).statusCode())
                .isEqualTo(404);
        assertThat(as(lane.second()).page("/cases/" + number + "/notes" + at).statusCode())
                .isEqualTo(404);
        long opened = caseFiles.timeline(number).get(0).id();
        assertThat(post(here, "/" + opened, Map.of("text", "x")).statusCode()).isEqualTo(404);
        String first = number;
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("4"), null, Instant.now());
        assertThat(post(here, at, Map.of("text", "x")).statusCode()).isEqualTo(404);
        number = first;
        HttpResponse<String> refused = post(here, at, Map.of("text", secret + "x".repeat(4_000)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(secret);
        assertThat(note().text()).isEqualTo("hers");
    }

    @Test
    void theKeyboardChoosesAColleagueAndADraftOutlivesThePage() {
        estate.leftoversOfOtherTestsAreOver();
        String colleague = lane.second();
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(lane.operator(), Estate.PASSWORD)
                        .go("/cases/" + number)
                        .page();
                page.locator("#note-text").pressSequentially("a@b.cn @" + colleague);
                assertThat(page.locator("#note-readers [role=option]")).hasCount(1);
                assertThat(page.locator("#note-text")).hasAttribute("aria-activedescendant", "note-reader-0");
                assertThat(page.locator("#note-found")).not().isEmpty();
                person.isForEverybody();
                person.picture("note-colleagues");
                page.keyboard().press("Escape");
                assertThat(page.locator("#note-readers")).isHidden();
                page.keyboard().press("Backspace");
                assertThat(page.locator("#note-readers [role=option]").first()).isVisible();
                page.keyboard().press("ArrowDown");
                page.keyboard().press("ArrowUp");
                page.keyboard().press("Enter");
                assertThat(page.locator("input[name=mentioned]:checked")).hasCount(1);
                page.keyboard().type("has the key");
                assertThat(page.locator("#note-draft")).not().isEmpty();
                page.waitForCondition(() -> write(as(lane.operator())).contains("has the key"));

                page.reload();
                assertThat(page.locator("#note-text")).hasValue(Pattern.compile("a@b\\.cn @.+ has the key"));
                page.locator("#note-text").press("End");
                page.keyboard().type(" now");
                page.locator(".note button").click();
                assertThat(page.locator(".timeline .said").last()).containsText("has the key now");
                assertThat(page.locator("#note-text")).hasValue("");
                assertThat(drafts()).as("no draft comes after its note").isZero();
                page.locator(".timeline .correct").last().click();
                page.locator("textarea[name=text]").fill("no key, " + person);
                person.isForEverybody();
                person.picture("note-correct");
                page.locator("main form button.primary").click();
                assertThat(page.locator(".timeline").getByText("no key, " + person))
                        .isVisible();
                page.locator(".timeline .earlier summary").last().click();
                person.isForEverybody();
                person.picture("note-corrected");
                assertThat(person.complaints()).isEmpty();
            }
        }
    }
}
