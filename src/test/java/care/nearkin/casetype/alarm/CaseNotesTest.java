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
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Notes on a case, and whom they are for. */
@NearkinTest
class CaseNotesTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private Estate.Lane lane;
    private String number;

    @BeforeEach
    void aCase() {
        lane = estate.lane();
        number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
    }

    private Here operator() {
        Here here = new Here(port);
        here.signIn(lane.operator(), Estate.PASSWORD);
        return here;
    }

    private int write(Here here, Map<String, String> fields) {
        return here.submit("/me/password", "/cases/" + number + "/notes", fields)
                .statusCode();
    }

    private List<TimelineEntry> notes() {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().startsWith("case.note"))
                .toList();
    }

    @Test
    void aNoteIsKeptSealedAndWhoIsMentionedIsTold() {
        String second = lane.second();
        assertThat(write(operator(), Map.of("text", "her son comes tonight", "mentioned", second)))
                .isEqualTo(302);

        assertThat(notes()).extracting(TimelineEntry::text).containsExactly("her son comes tonight");
        assertThat(jdbc.queryForList(
                        "select e.text from case_entry e join case_file f on f.id = e.case_id where f.number = ? and e.kind = 'case.note.for'",
                        String.class,
                        number))
                .hasSize(1)
                .noneMatch(text -> text.contains("her son"));
        Here reader = new Here(port);
        reader.signIn(second, Estate.PASSWORD);
        assertThat(reader.page("/notices").body()).contains("/cases/" + number).doesNotContain("her son");
    }

    @Test
    void nobodyIsMentionedWhoMayNotOpenTheCase() {
        String stranger = estate.lane().operator();
        assertThat(write(operator(), Map.of("text", "x", "mentioned", stranger)))
                .isEqualTo(400);
        assertThat(write(operator(), Map.of("text", "x", "mentioned", "keeper1")))
                .isEqualTo(400);
        assertThat(notes()).isEmpty();
    }

    @Test
    void nothingAndTooMuchAreNoNotesAndStrangersWriteNone() {
        assertThat(write(operator(), Map.of("text", "  "))).isEqualTo(400);
        assertThat(write(operator(), Map.of("text", "x".repeat(4_001)))).isEqualTo(400);
        assertThat(write(estate.lane().somebody(port, Group.SUPERVISOR), Map.of("text", "x")))
                .isEqualTo(404);
        assertThat(write(lane.somebody(port, Group.KEEPER), Map.of("text", "x")))
                .isEqualTo(403);
        assertThat(notes()).isEmpty();
    }

    @Test
    void itIsWrittenWithoutLeavingThePage() {
        estate.leftoversOfOtherTestsAreOver();
        lane.second();
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(lane.operator(), Estate.PASSWORD)
                        .go("/cases/" + number)
                        .page();
                page.locator("#note-text").fill("they have been told");
                page.locator(".note summary").click();
                page.locator(".note button").click();
                assertThat(page.locator(".timeline .said").last()).hasText("they have been told");
                assertThat(page.locator("#note-text")).hasValue("");
                assertThat(person.complaints()).isEmpty();
                person.picture("case-note");
            }
        }
        assertThat(notes()).hasSize(2);
    }
}
