package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cases are linked by people who may see both, with a reason; a case is printed as its reader may see it. */
@NearkinTest
class CaseLinksTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    Estate estate;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    JdbcTemplate jdbc;

    private Estate.Lane lane;
    private String one;
    private String other;

    @BeforeEach
    void twoCases() {
        lane = estate.lane();
        one = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, Instant.now());
        other = lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("4"), null, Instant.now());
    }

    private static int post(Here here, String path, Map<String, String> fields) {
        return here.submit("/me/password", path, fields).statusCode();
    }

    private List<TimelineEntry> told(String number, String kind) {
        return caseFiles.timeline(number).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    private Map<String, String> as(String kind, String why) {
        return Map.of("other", " " + other.toLowerCase(Locale.ROOT), "kind", kind, "why", why);
    }

    @Test
    void twoCasesAreLinkedWithAReasonOnBothAndTheLinkIsTakenBack() {
        Here supervisor = lane.somebody(port, Group.SUPERVISOR);
        assertThat(post(supervisor, "/cases/" + one + "/links", as("RELATED", "the same stairs")))
                .isEqualTo(302);
        assertThat(supervisor.page("/cases/" + other + "/links").body()).contains(one);
        assertThat(told(one, "case.linked.as")).extracting(TimelineEntry::text).containsExactly("the same stairs");
        assertThat(told(other, "case.linked.as")).hasSize(1);
        assertThat(post(supervisor, "/cases/" + one + "/links", as("RELATED", "again")))
                .isEqualTo(409);

        String remove = "/cases/" + one + "/links/" + other + "/remove";
        assertThat(post(supervisor, remove, Map.of("kind", "RELATED"))).isEqualTo(400);
        assertThat(post(supervisor, remove, Map.of("kind", "RELATED", "why", "a mistake")))
                .isEqualTo(302);
        assertThat(supervisor.page("/cases/" + other + "/links").body()).doesNotContain(one);
        assertThat(post(supervisor, remove, Map.of("kind", "RELATED", "why", "a mistake")))
                .isEqualTo(404);
    }

    @Test
    void nothingIsLinkedWithoutAReasonWithItselfOrWithWhatOneMayNotSee() {
        Here supervisor = lane.somebody(port, Group.SUPERVISOR);
        assertThat(post(supervisor, "/cases/" + one + "/links", as("RELATED", "")))
                .isEqualTo(400);
        assertThat(post(supervisor, "/cases/" + one + "/links", as("MERGED", "x")))
                .isEqualTo(400);
        assertThat(post(supervisor, "/cases/" + one + "/links", Map.of("other", one, "kind", "RELATED", "why", "x")))
                .isEqualTo(400);
        Here stranger = estate.lane().somebody(port, Group.SUPERVISOR);
        assertThat(post(stranger, "/cases/" + one + "/links", as("RELATED", "x")))
                .isEqualTo(404);
        Here keeper = lane.somebody(port, Group.KEEPER);
        assertThat(post(keeper, "/cases/" + one + "/links", as("RELATED", "x"))).isEqualTo(403);
        assertThat(told(one, "case.linked.as")).isEmpty();
    }

    @Test
    void aCaseIsPrintedWithWhoAndWhenAndItIsLogged() {
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(lane.operator(), Estate.PASSWORD)
                        .go("/cases/" + one + "/print")
                        .page();
                page.waitForFunction("() => !document.getElementById('print').disabled");
                assertThat(page.locator(".resident-card").count()).isEqualTo(1);
                person.picture("case-print");
                assertThat(person.complaints()).isEmpty();
            }
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'case-print' and which = ?", Integer.class, one))
                .isEqualTo(2);
        assertThat(estate.lane()
                        .somebody(port, Group.SUPERVISOR)
                        .page("/cases/" + one + "/print")
                        .statusCode())
                .isEqualTo(404);
    }
}
