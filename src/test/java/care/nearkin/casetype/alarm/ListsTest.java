package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists that people work from: what hurts first, no row twice or never, found by what one has in hand. */
@NearkinTest
class ListsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestDesk desk;

    @Autowired
    Worklist worklist;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    Here operator;

    @BeforeEach
    void signIn() {
        operator = Here.as("operator1", port, file);
    }

    @Test
    void tasksComeByTheTimeThatIsLeftPageByPageWithoutGapOrRepeat() {
        List<String> raised = List.of(desk.ring(), desk.ring(), desk.ring());
        Viewer viewer = new Viewer("operator1", Set.of(Group.OPERATOR), Set.of(), true);
        List<WorkItem> seen = new ArrayList<>();
        String after = null;
        do {
            Slice<WorkItem> page = worklist.list(
                    viewer, Worklist.Ask.of(Worklist.View.GROUPS, 2).after(after));
            seen.addAll(page.items());
            after = page.next();
        } while (after != null);

        assertThat(seen).extracting(WorkItem::id).doesNotHaveDuplicates();
        assertThat(seen).extracting(WorkItem::caseNumber).containsAll(raised);
        List<Instant> due = seen.stream().map(WorkItem::due).toList();
        assertThat(due).isSorted();
        assertThat(operator.page("/tasks?view=late").body()).contains("<main id=\"main\"");
        assertThat(operator.page("/tasks?after=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void aCaseIsFoundByTheBeginningOrTheEndOfItsNumberAndListedFromEitherEnd() {
        String first = desk.ring();
        String second = desk.ring();
        String running = second.substring(second.lastIndexOf('-') + 1);
        String plain = Long.toString(Long.parseLong(running));
        for (String wanted : List.of(
                second.substring(8).toLowerCase(Locale.ROOT),
                running,
                plain,
                second.substring(3),
                second,
                " " + plain)) {
            assertThat(numbered(wanted)).as(wanted).contains(second).doesNotContain(first);
        }
        assertThat(numbered(second.substring(0, 8).toLowerCase(Locale.ROOT))).contains(second, first);
        assertThat(numbered("CP-" + second.substring(3))).doesNotContain(second);
        assertThat(numbered("2026-")).doesNotContain(second);
        assertThat(numbered("9".repeat(30))).doesNotContain(second);
        assertThat(operator.page("/cases?status=CLOSED&number=" + plain).body()).doesNotContain(">" + second);

        String oldest = operator.page("/cases?sort=oldest&status=OPEN").body();
        assertThat(oldest.indexOf("AL-")).isPositive();
        String newest = operator.page("/cases").body();
        assertThat(newest.indexOf(second)).isLessThan(newest.indexOf(first));
    }

    /** However many cases there are: none of them is read but those that fit. */
    @Test
    void aCaseNumberIsLookedUpByAnIndex() {
        List<String> plans = inTransaction.execute(tx -> {
            jdbc.execute("set local enable_seqscan = off");
            return Stream.of("running = 123", "number like 'AL-2026-0001%'")
                    .map(wanted -> String.join(
                            "\n", jdbc.queryForList("explain select * from case_file where " + wanted, String.class)))
                    .toList();
        });
        assertThat(plans.get(0)).contains("case_file_running");
        assertThat(plans.get(1)).contains("case_file_number_begins");
    }

    private String numbered(String wanted) {
        String body = operator.page("/cases?number=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8))
                .body();
        return body.substring(body.indexOf("id=\"found\""));
    }

    @Test
    void anAlarmOfNobodyKnownAndNoDeviceSaysSoBesideTheOthers() {
        desk.ring(AlarmKind.SOS, null);
        String page = operator.get("/desk", "Accept", "text/html", "Accept-Language", "en")
                .body();
        assertThat(page.substring(page.indexOf("class=\"others\""))).contains("Person not known");
    }

    @Test
    void whoeverIsCalledAboutIsFoundByNameAndNothingIsShownBefore() {
        assertThat(operator.page("/residents/pick?who=").body()).doesNotContain("S001");
        assertThat(operator.page("/residents/pick?who=S001").body())
                .contains("value=\"S001\"")
                .contains("checked");
    }
}
