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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

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
            Slice<WorkItem> page = worklist.byDue(viewer, new Worklist.Query(null, null, null, false, after, 2), false);
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
    void aCaseIsFoundByAnyPartOfItsNumberAndListedFromEitherEnd() {
        String first = desk.ring();
        String second = desk.ring();
        String found = operator.page("/cases?number=" + second.substring(8).toLowerCase(java.util.Locale.ROOT))
                .body();
        assertThat(found).contains(second).doesNotContain(first);
        String oldest = operator.page("/cases?sort=oldest&status=OPEN").body();
        assertThat(oldest.indexOf("AL-")).isPositive();
        String newest = operator.page("/cases").body();
        assertThat(newest.indexOf(second)).isLessThan(newest.indexOf(first));
    }

    @Test
    void whoeverIsCalledAboutIsFoundByNameAndNothingIsShownBefore() {
        assertThat(operator.page("/residents/pick?who=").body()).doesNotContain("S001");
        assertThat(operator.page("/residents/pick?who=S001").body())
                .contains("value=\"S001\"")
                .contains("checked");
    }
}
