package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.notification.Notice.Channel;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@NearkinTest
class StoredNoticesTest {

    @Autowired
    StoredNotices notices;

    @Autowired
    NoticeRows rows;

    @Autowired
    Viewers viewers;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Teams teams;

    final String run = UUID.randomUUID().toString().substring(0, 8);
    final String area = "area-" + run;

    @Test
    void anAreaIsToldToThoseWhoServeItAndToNobodyElse() {
        serves(Set.of(area));
        String here = member("here", "team " + run);
        String elsewhere = member("else", null);

        notices.tell(about(area, "x:" + run));

        assertThat(rows.unread(see(here))).isOne();
        assertThat(rows.unread(see(elsewhere))).isZero();
    }

    @Test
    void aMatterWithoutAnAreaIsToldToTheWholeGroupOnce() {
        String someone = member("some", null);

        notices.tell(about(null, "y:" + run));
        notices.tell(about(null, "y:" + run));

        assertThat(rows.unread(see(someone))).isOne();
    }

    @Test
    void whatSeveralNoticesShareEndsThemAllAndNoOther() {
        String someone = member("some", null);
        notices.tell(about(null, "AL-1" + run + ":ring:1"));
        notices.tell(about(null, "AL-1" + run + ":ring:2"));
        notices.tell(about(null, "AL-1" + run + "0:ring:1"));

        notices.over("AL-1" + run);

        assertThat(rows.of(see(someone), false, null, 9))
                .extracting(NoticeRows.Row::over)
                .containsExactly(false, true, true);
    }

    @Test
    void whoNoLongerServesTheAreaReadsNothingOfItUntilSheServesItAgain() {
        serves(Set.of(area));
        String someone = member("some", "team " + run);
        notices.tell(pressing("u:" + run, Set.of(Group.RESPONDER), Set.of()));
        assertThat(rows.pressing(see(someone), 9)).hasSize(1);

        serves(Set.of());
        assertThat(rows.pressing(see(someone), 9)).isEmpty();
        assertThat(rows.of(see(someone), false, null, 9)).isEmpty();
        assertThat(rows.unread(see(someone))).isZero();

        serves(Set.of(area));
        assertThat(rows.pressing(see(someone), 9)).hasSize(1);
        assertThat(rows.unread(see(someone))).isOne();
    }

    @Test
    void whatIsUrgentIsReadByWhoWasNamedWhereverSheServes() {
        teams.putArea(area, "片区 " + run);
        String someone = member("some", null);
        notices.tell(pressing("v:" + run, Set.of(), Set.of(someone)));

        assertThat(rows.pressing(see(someone), 9)).hasSize(1);
        assertThat(rows.unread(see(someone))).isOne();
    }

    private void serves(Set<String> areas) {
        teams.putArea(area, "片区 " + run);
        teams.putTeam("team " + run, areas, false);
    }

    private Notice pressing(String key, Set<Group> groups, Set<String> people) {
        return new Notice("no-operator", key, groups, people, area, Map.of(), null, true, Set.of(Channel.IN_APP));
    }

    private Notice about(@Nullable String where, String key) {
        return new Notice(
                "no-operator",
                key,
                Set.of(Group.RESPONDER),
                Set.of(),
                where,
                Map.of(),
                null,
                false,
                Set.of(Channel.IN_APP));
    }

    private String member(String start, @Nullable String team) {
        String name = start + run;
        staff.create(new StaffAccounts.NewStaff(name, "响应人", Set.of(Group.RESPONDER), team, null, null));
        return name;
    }

    private Viewer see(String name) {
        return viewers.of(name).orElseThrow();
    }
}
