package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.notification.Notice.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NearkinTest
class NoticesPageTest {

    private static final String PASSWORD = "a quiet lane 540";

    @LocalServerPort
    int port;

    @Autowired
    Notices notices;

    @Autowired
    NoticeRows rows;

    @Autowired
    Viewers viewers;

    @Autowired
    StaffAccounts staff;

    @Autowired
    care.nearkin.access.Teams teams;

    @Autowired
    org.springframework.jdbc.core.JdbcTemplate jdbc;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate transaction;

    final String run = UUID.randomUUID().toString().substring(0, 8);
    final String supervisor = "ns" + run;
    final String keeper = "nk" + run;
    Here here;

    @BeforeEach
    void signIn() {
        staff.putSample(
                new StaffAccounts.NewStaff(supervisor, "林督导", Set.of(Group.SUPERVISOR), null, null, "zh"), PASSWORD);
        staff.putSample(new StaffAccounts.NewStaff(keeper, "库管", Set.of(Group.KEEPER), null, null, "zh"), PASSWORD);
        here = new Here(port);
        here.signIn(supervisor, PASSWORD);
    }

    @Test
    void whatDidNotGetOutIsShownToWhoServesTheArea() {
        transaction.executeWithoutResult(status -> {
            teams.putArea("out-" + run, "片区");
            teams.putArea("far-" + run, "别处");
            teams.putTeam("out " + run, Set.of("out-" + run), false);
            staff.team(supervisor, "out " + run);
            for (String area : List.of("out-" + run, "far-" + run)) {
                jdbc.update("""
                        insert into outgoing (channel, key, kind, language, area, urgent, state, trouble, told_at, next_try_at)
                        values ('SMS', ?, 'alarm.contact', 'zh', ?, true, 'HELD', 'NO_GATEWAY', now(), now())""", area, area);
            }
        });
        try {
            Long far = jdbc.queryForObject("select id from outgoing where key = ?", Long.class, "far-" + run);
            Long near = jdbc.queryForObject("select id from outgoing where key = ?", Long.class, "out-" + run);
            assertThat(here.page("/notices/outbox").body())
                    .contains("/notices/outbox/" + near + "/again")
                    .doesNotContain("/notices/outbox/" + far + "/again");
            here.submit("/notices/outbox", "/notices/outbox/" + far + "/again", Map.of());
            here.submit("/notices/outbox", "/notices/outbox/again", Map.of());

            assertThat(jdbc.queryForList(
                            "select state from outgoing where key in (?, ?) order by key",
                            String.class,
                            "far-" + run,
                            "out-" + run))
                    .containsExactly("HELD", "WAITING");
        } finally {
            transaction.executeWithoutResult(
                    status -> jdbc.update("delete from outgoing where key in (?, ?)", "far-" + run, "out-" + run));
        }
    }

    @Test
    void anUrgentNoticeIsABannerUntilItIsSeenOrOver() {
        tell("a:" + run, true, supervisor);
        tell("b:" + run, true, supervisor);

        assertThat(banners("")).contains("报警台没有人").contains("/cases/AL-2026-000007");
        notices.over("a");
        long left = rows.pressing(see(supervisor), 9).get(0).id();
        assertThat(rows.pressing(see(supervisor), 9)).hasSize(1);
        here.submit("/notices", "/notices/" + left + "/read", Map.of());

        assertThat(banners("")).doesNotContain("报警台没有人");
        assertThat(here.get("/notices/bell").body()).contains("0 条未看");
    }

    @Test
    void whatRingsThriceIsOneBannerAndSeenOnce() {
        for (int ring = 1; ring <= 3; ring++) {
            tell("ring:" + run + ":" + ring, true, supervisor);
        }
        assertThat(rows.pressing(see(supervisor), 9)).hasSize(1);

        long newest = rows.pressing(see(supervisor), 9).get(0).id();
        here.submit("/notices", "/notices/" + newest + "/read", Map.of());

        assertThat(rows.pressing(see(supervisor), 9)).isEmpty();
        assertThat(rows.unread(see(supervisor))).isZero();
    }

    @Test
    void whatIsOverNoLongerCountsAndIsFoundAmongAll() {
        tell("o:" + run, true, supervisor);
        tell("p:" + run, true, supervisor);
        notices.over("o");

        assertThat(here.get("/notices/bell").body()).contains("1 条未看");
        assertThat(rows.of(see(supervisor), true, null, 9)).hasSize(1);
        assertThat(rows.of(see(supervisor), false, null, 9)).hasSize(2);
    }

    @Test
    void aPageThatShowsTheSameBannersIsLeftAlone() {
        tell("c:" + run, true, supervisor);
        long id = rows.pressing(see(supervisor), 9).get(0).id();

        assertThat(here.get("/notices/banners?shown=" + id, "HX-Request", "true")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void nobodySeesOrMarksWhatIsToldToAnother() {
        tell("d:" + run, true, keeper);
        long id = rows.of(see(keeper), true, null, 9).get(0).id();

        assertThat(here.page("/notices").body()).doesNotContain("AL-2026-000007");
        tell("e:" + run, false, supervisor);
        here.submit("/notices", "/notices/" + id + "/read", Map.of());
        assertThat(rows.unread(see(keeper))).isOne();
    }

    @Test
    void markingAllLeavesWhatCameLater() {
        tell("f:" + run, false, supervisor);
        long seen = rows.of(see(supervisor), true, null, 9).get(0).id();
        tell("g:" + run, false, supervisor);

        here.submit("/notices", "/notices/read", Map.of("newest", Long.toString(seen)));

        assertThat(rows.unread(see(supervisor))).isOne();
    }

    @Test
    void aLongListIsPagedWithoutGapOrRepeat() {
        IntStream.range(0, 60).forEach(i -> tell("h" + i + ":" + run, false, supervisor));

        assertThat(here.page("/notices").body()).contains("after=");
        long last = rows.of(see(supervisor), false, null, 50).get(49).id();
        assertThat(rows.of(see(supervisor), false, last, 50)).hasSize(10);
    }

    @Test
    void theOutboxIsForThoseWhoCanAct() {
        Here other = new Here(port);
        other.signIn(keeper, PASSWORD);

        assertThat(here.page("/notices/outbox").statusCode()).isEqualTo(200);
        assertThat(other.page("/notices/outbox").statusCode()).isEqualTo(403);
        assertThat(other.page("/notices/outbox").body()).contains("您不能打开这里");
    }

    private String banners(String shown) {
        return here.get("/notices/banners?shown=" + shown, "Accept-Language", "zh")
                .body();
    }

    private void tell(String key, boolean urgent, String person) {
        notices.tell(new Notice(
                "no-operator",
                key,
                Set.of(),
                Set.of(person),
                null,
                Map.of(),
                "/cases/AL-2026-000007",
                urgent,
                Set.of(Channel.IN_APP)));
    }

    private Viewer see(String name) {
        return viewers.of(name).orElseThrow();
    }
}
