package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.Strand;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.engine.Tasks.Worker;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What happened in a case is looked at by sorts, and as far back as somebody wants; a long one opens like a short one. */
@NearkinTest
class TimelinePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Estate estate;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String number;
    private final Instant begin = Instant.now().plusSeconds(1);

    @BeforeEach
    void aCase() {
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
    }

    private void notes(int count) {
        transaction.executeWithoutResult(tx -> {
            for (int i = 0; i < count; i++) {
                caseFiles.note(
                        number,
                        new CaseFiles.Entry(
                                "case.note", begin.plusMillis(i), "operator1", List.of(), "said number " + i + "."));
            }
        });
    }

    private String shown(String query) {
        return Here.as("operator1", port, accounts)
                .page("/cases/" + number + "/timeline" + query)
                .body();
    }

    private List<String> kinds(Strand strand) {
        return transaction.execute(tx -> caseFiles.timeline(number, strand, 1000)).stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    @Test
    void theLastLinesAreShownAndTheOnesBeforeOnAsking() {
        notes(250);
        assertThat(shown(""))
                .contains("said number 249.", "said number 50.")
                .doesNotContain("said number 49.")
                .contains("last=600");
        assertThat(shown("?last=600"))
                .contains("said number 249.", "said number 0.")
                .doesNotContain("last=1800");
        assertThat(shown("?last=3"))
                .contains("said number 249.", "said number 247.")
                .doesNotContain("said number 246.");
        assertThat(shown("?last=0")).contains("said number 249.").doesNotContain("said number 248.");
    }

    @Test
    void everyLineIsOfOneSort() {
        notes(2);
        transaction.executeWithoutResult(tx -> List.of(
                        "document.added", "alarm.asked-CONTACT", "alarm.reminded", "alarm.level-TWO", "task.nudged")
                .forEach(kind -> caseFiles.note(number, CaseFiles.Entry.of(kind, begin, "x", "y"))));
        assertThat(kinds(Strand.NOTES)).containsExactly("case.note", "case.note");
        assertThat(kinds(Strand.DOCUMENTS)).containsExactly("document.added");
        assertThat(kinds(Strand.MESSAGES)).containsExactlyInAnyOrder("alarm.asked-CONTACT", "alarm.reminded");
        assertThat(kinds(Strand.DECISIONS))
                .contains("alarm.level-TWO")
                .allMatch(kind -> kind.matches(".*\\.(decided|level-.*)"));
        assertThat(kinds(Strand.STEPS))
                .contains("task.nudged", "task.answered")
                .allMatch(kind -> kind.startsWith("task."));
        assertThat(kinds(Strand.EVENTS)).contains("case.opened").noneMatch(kind -> kind.contains("note"));
        int all = kinds(null).size();
        int parts = 0;
        for (Strand strand : Strand.values()) {
            parts += kinds(strand).size();
        }
        assertThat(parts).isEqualTo(all);
        assertThat(shown("?strand=NOTES")).contains("said number 1.").doesNotContain("task.nudged");
    }

    /** By its index from the end: never the whole case, however long it is. */
    @Test
    void aLongCaseIsReadFromItsEnd() {
        String plan = transaction.execute(tx -> {
            jdbc.execute("set local enable_seqscan = off");
            jdbc.execute("set local enable_sort = off");
            return String.join("\n", jdbc.queryForList("""
                    explain select * from case_entry where case_id = 1 and (kind like any (array['a%'])) <> true
                    order by at desc, id desc limit 201""", String.class));
        });
        assertThat(plan).contains("Index Scan Backward using case_entry_case").doesNotContain("Sort");
    }

    @Test
    void itIsReadByWhoMaySeeTheCaseOnlyAndEachReadingIsLogged() {
        assertThat(Here.as("keeper1", port, accounts)
                        .page("/cases/" + number + "/timeline")
                        .statusCode())
                .isEqualTo(403);
        int before = reads();
        shown("?strand=NOTES");
        assertThat(reads()).isEqualTo(before + 1);
    }

    private int reads() {
        return jdbc.queryForObject(
                "select count(*) from access_read where what = 'case' and which = ?", Integer.class, number);
    }

    @Test
    void sheChoosesASortAndLooksBackAndStaysThereWhenNewsCome() {
        estate.leftoversOfOtherTestsAreOver();
        Estate.Lane lane = estate.lane();
        number = lane.leak("1", begin);
        desk.complete(number, "Task_Acknowledge", new Worker(lane.operator(), Set.of("operator")), Map.of());
        notes(205);
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(lane.operator(), Estate.PASSWORD)
                        .go("/cases/" + number)
                        .page();
                page.locator(".happened select").selectOption("NOTES");
                page.locator(".timeline").getByText("said number 204.").waitFor();
                page.waitForFunction("() => document.querySelectorAll('.timeline > li').length === 200");
                person.picture("timeline-notes");
                page.locator(".happened button").click();
                page.locator(".timeline").getByText("said number 0.").waitFor();
                transaction.executeWithoutResult(tx -> caseFiles.note(
                        number,
                        new CaseFiles.Entry(
                                "case.note",
                                Instant.now().plusSeconds(9),
                                "operator1",
                                List.of(),
                                "news for " + person)));
                page.evaluate("document.body.dispatchEvent(new Event('noted'))");
                page.locator(".timeline").getByText("news for " + person).waitFor();
                assertThat(page.locator(".timeline").getByText("said number 0.").count())
                        .isEqualTo(1);
                page.locator(".happened select").selectOption("DOCUMENTS");
                page.waitForFunction("() => !document.querySelector('.timeline')");
                person.isForEverybody();
            }
        }
    }
}
