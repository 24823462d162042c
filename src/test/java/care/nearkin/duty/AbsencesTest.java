package care.nearkin.duty;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.engine.EngineTime;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is absent has somebody who stands in. People of our own, so that nobody else's are missed. */
@NearkinTest
class AbsencesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    Deputies deputies;

    @Autowired
    EngineTime time;

    private final LocalDate today = LocalDate.now(ZONE);

    @Test
    void aDeputyStandsInFromTheFirstDayUntilTheLastAndNoLonger() {
        String absent = person(Group.KEEPER);
        String deputy = person(Group.KEEPER);
        assertThat(enter(supervisor(), absent, deputy, today.plusDays(1), today.plusDays(2))
                        .statusCode())
                .isEqualTo(302);
        assertThat(deputies.isAbsent(absent)).isFalse();
        assertThat(deputies.standsInFor(deputy)).isEmpty();

        stopAtNoonOf(today.plusDays(1));
        assertThat(deputies.isAbsent(absent)).isTrue();
        assertThat(deputies.standsInFor(deputy)).containsExactly(absent);
        stopAtNoonOf(today.plusDays(2));
        assertThat(deputies.deputyOf(absent)).hasValue(deputy);

        stopAtNoonOf(today.plusDays(3));
        assertThat(deputies.isAbsent(absent)).isFalse();
        assertThat(deputies.deputyOf(absent)).isEmpty();
    }

    @Test
    void whatCannotBeIsSaidAtItsFieldAndNothingIsEntered() {
        String absent = person(Group.KEEPER);
        String other = person(Group.CHILDLEAD);
        Here supervisor = supervisor();
        refused(enter(supervisor, absent, other, today, today), "deputy-error");
        refused(enter(supervisor, absent, absent, today, today), "deputy-error");
        refused(enter(supervisor, absent, "nobody-at-all", today, today), "deputy-error");
        refused(enter(supervisor, absent, "", today, today.minusDays(1)), "last-error");
        refused(enter(supervisor, absent, "", today, today.plusDays(367)), "last-error");
        assertThat(deputies.isAbsent(absent)).isFalse();

        assertThat(enter(supervisor, absent, "", today, today).statusCode()).isEqualTo(302);
        refused(enter(supervisor, absent, "", today, today.plusDays(1)), "first-error");
        refused(enter(supervisor, person(Group.KEEPER), absent, today, today), "deputy-error");
    }

    @Test
    void oneEntersAndCancelsOnesOwnAndNobodyElses() {
        LocalDate far = today.plusDays(300);
        Here keeper = Here.as("keeper1", port, file);
        assertThat(enter(keeper, person(Group.KEEPER), "", far, far).statusCode())
                .isEqualTo(403);

        assertThat(enter(keeper, "keeper1", "", far, far).statusCode()).isEqualTo(302);
        String page = keeper.page("/duty?lang=en").body();
        String cancel = page.replaceAll("(?s).*?action=\"(/duty/\\d+/cancel)\".*", "$1");
        Here caseworker = Here.as("caseworker1", port, file);
        assertThat(caseworker.submit("/duty", cancel, Map.of()).statusCode()).isEqualTo(403);
        assertThat(keeper.submit("/duty", cancel, Map.of()).statusCode()).isEqualTo(302);
        assertThat(keeper.submit("/duty", cancel, Map.of()).statusCode()).isEqualTo(409);
        assertThat(keeper.page("/duty?lang=en").body()).contains("Cancelled by").doesNotContain(cancel);
    }

    private void stopAtNoonOf(LocalDate day) {
        time.stopAt(day.atTime(12, 0).atZone(ZONE).toInstant());
    }

    private static void refused(HttpResponse<String> answer, String where) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(where);
    }

    private Here supervisor() {
        return Here.as("supervisor1", port, file);
    }

    private String person(Group group) {
        String name = "duty" + UUID.randomUUID().toString().substring(0, 8);
        accounts.create(new NewStaff(name, name, Set.of(group), null, null, null));
        return name;
    }

    private static HttpResponse<String> enter(Here who, String person, String deputy, LocalDate first, LocalDate last) {
        return who.submit(
                "/duty",
                "/duty",
                Map.of("person", person, "deputy", deputy, "first", first.toString(), "last", last.toString()));
    }
}
