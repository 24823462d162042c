package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class StaffTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String OWN = "my very own phrase";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    Teams teams;

    @Autowired
    AccountsFile file;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aOneTimePasswordHasToBeChangedBeforeAnythingElse() {
        String name = name();
        String oneTime = accounts.create(somebody(name, Group.OPERATOR));
        Here here = new Here(port);
        here.signIn(name, oneTime);

        assertThat(here.page("/no-such-page").headers().firstValue("Location")).hasValue("/me/password");
        assertThat(new Here(port).basic(name, oneTime).get("/v3/api-docs").body())
                .contains("/problems/password-must-change");

        here.submit("/me/password", "/me/password", Map.of("present", oneTime, "password", OWN, "again", OWN));
        assertThat(here.page("/no-such-page").statusCode()).isEqualTo(404);
        assertThat(new Here(port).basic(name, OWN).get("/v3/api-docs").statusCode())
                .isEqualTo(200);
        assertThat(new Here(port).basic(name, oneTime).get("/v3/api-docs").statusCode())
                .isEqualTo(401);
    }

    @Test
    void lockingEndsTheSessionsAtOnceAndShutsTheAccount() {
        String name = ready(Group.OPERATOR);
        Here here = new Here(port);
        here.signIn(name, OWN);
        assertThat(here.page("/me/password").statusCode()).isEqualTo(200);

        accounts.lock(name);

        assertThat(here.page("/me/password").headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(here.get("/camunda/api/engine/engine/").statusCode()).isEqualTo(401);
        assertThat(here.signIn(name, OWN).headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/sign-in?locked"));
        assertThat(here.signIn(name, "a guess of somebody").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/sign-in?wrong"));
        assertThat(new Here(port).basic(name, OWN).get("/v3/api-docs").statusCode())
                .isEqualTo(401);
        assertThat(identity.createGroupQuery().groupMember(name).count()).isZero();

        accounts.unlock(name);
        assertThat(new Here(port).basic(name, OWN).get("/v3/api-docs").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aResetPasswordEndsTheSessionsAndIsKnownNoLonger() {
        String name = ready(Group.OPERATOR);
        Here here = new Here(port);
        here.signIn(name, OWN);

        accounts.reset(name);

        assertThat(here.page("/me/password").headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(new Here(port).basic(name, OWN).get("/v3/api-docs").statusCode())
                .isEqualTo(401);
    }

    @Test
    void newGroupsCountFromTheNextClick() {
        String name = ready(Group.KEEPER);
        Here here = new Here(port);
        here.signIn(name, OWN);
        assertThat(here.page("/staff").statusCode()).isEqualTo(403);

        accounts.groups(name, Set.of(Group.SUPERVISOR));

        assertThat(here.page("/staff").statusCode()).isEqualTo(200);
        assertThat(identity.createGroupQuery().groupMember(name).singleResult().getId())
                .isEqualTo("supervisor");
    }

    @Test
    void guessingIsSlowedDownForPagesAndProgramsAlike() {
        String name = ready(Group.OPERATOR);
        for (int i = 0; i < 5; i++) {
            new Here(port).basic(name, "guess " + i).get("/v3/api-docs");
        }

        var program = new Here(port).basic(name, OWN).get("/v3/api-docs");
        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).isPresent();
        assertThat(new Here(port).signIn(name, OWN).headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/sign-in?slow"));
    }

    @Test
    void anAdministratorCreatesSomebodyAndSeesTheOneTimePasswordOnce() {
        String name = name();
        Here here = Here.as("admin1", port, file);

        here.submit(
                "/staff/new",
                "/staff/new",
                Map.of(
                        "name",
                        name,
                        "displayName",
                        "新来的",
                        "groups",
                        "OPERATOR",
                        "team",
                        ":none",
                        "email",
                        "n@example.org"));

        String shown = here.page("/staff/" + name).body();
        assertThat(shown).contains("新来的", "id=\"one-time\"");
        assertThat(here.page("/staff/" + name).body()).doesNotContain("id=\"one-time\"");
        assertThat(here.page("/staff?q=" + name).body()).contains(name);
        assertThat(jdbc.queryForList(
                        "select who from access_write where what = 'staff' and which = ?", String.class, name))
                .contains("admin1");
    }

    @Test
    void noTeamIsAChoiceInSoManyWordsAndNeverAnOmission() {
        String name = name();
        Here here = Here.as("admin1", port, file);
        String blank = here.get("/staff/new", "Accept", "text/html", "Accept-Language", "en")
                .body();
        assertThat(blank)
                .containsPattern("<select[^>]*required")
                .contains("Please choose")
                .contains("sees and hears no alarm");

        String refused = here.submit(
                        "/staff/new",
                        "/staff/new",
                        Map.of(
                                "name",
                                name,
                                "displayName",
                                "新来的",
                                "groups",
                                "OPERATOR",
                                "team",
                                "",
                                "email",
                                "n@e.org"),
                        "Accept-Language",
                        "en")
                .body();

        assertThat(accounts.find(name)).isEmpty();
        assertThat(refused)
                .contains("Please choose a team", name, "新来的", "n@e.org")
                .containsPattern("value=\"OPERATOR\"[^>]*checked");
    }

    @Test
    void aPostHasOneNameWhereverItIsNamed() {
        Here here = Here.as("supervisor1", port, file);
        for (String page : List.of("/staff", "/tasks", "/sign-in")) {
            assertThat(here.get(page, "Accept", "text/html", "Accept-Language", "en")
                            .body())
                    .as(page)
                    .contains("Storekeeper", "Child protection lead")
                    .doesNotContain(">Keeper", "Child lead");
        }
    }

    @Test
    void supervisorsSeeTheStaffAndChangeNothing() {
        Here here = Here.as("supervisor1", port, file);

        assertThat(here.page("/staff").statusCode()).isEqualTo(200);
        assertThat(here.page("/staff/operator1").statusCode()).isEqualTo(200);
        assertThat(here.page("/staff/new").statusCode()).isEqualTo(403);
        assertThat(here.submit("/me/password", "/staff/operator1/lock", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(accounts.find("operator1").orElseThrow().locked()).isFalse();
    }

    @Test
    void theListComesInPagesWithoutGapOrRepetition() {
        Here here = Here.as("admin1", port, file);

        assertThat(here.page("/staff?sort=PERSON&group=SUPERVISOR&locked=false").body())
                .contains("supervisor1", "supervisor2")
                .doesNotContain("keeper1");
        assertThat(here.page("/staff?after=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void peopleAreFoundByPostAndArea() {
        String area = "area" + COUNT.incrementAndGet();
        teams.putArea(area, "弄堂");
        teams.putArea(area + "b", "别处");
        teams.putTeam("team " + area, Set.of(area), false);
        teams.putTeam("team b " + area, Set.of(area + "b"), false);
        String inside = ready(Group.RESPONDER);
        String outside = ready(Group.RESPONDER);
        accounts.team(inside, "team " + area);
        accounts.team(outside, "team b " + area);

        assertThat(accounts.members(Set.of(Group.RESPONDER), area))
                .contains(inside, "responder1")
                .doesNotContain(outside, "operator1");
        accounts.lock(inside);
        assertThat(accounts.members(Set.of(Group.RESPONDER), area)).doesNotContain(inside);
    }

    @Test
    void whoIsSignedInIsKnownAndWhoSignsOutIsGone() {
        String name = ready(Group.CHILDLEAD);
        transactions.executeWithoutResult(tx -> jdbc.update("update staff set last_seen = null"));
        Here here = new Here(port);

        here.signIn(name, OWN);
        assertThat(accounts.isAnySignedIn(Set.of(Group.CHILDLEAD))).isTrue();
        assertThat(accounts.isAnySignedIn(Set.of(Group.RESPONDER))).isFalse();

        here.submit("/me/password", "/sign-out", Map.of());
        assertThat(accounts.isAnySignedIn(Set.of(Group.CHILDLEAD))).isFalse();
    }

    @Test
    void weakPasswordsAndBadNamesAreRefused() {
        String name = ready(Group.OPERATOR);

        assertThatThrownBy(() -> accounts.changeOwnPassword(name, OWN, "short")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.changeOwnPassword(name, OWN, "aaaaaaaaaaaaaa"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.changeOwnPassword(name, OWN, name + "12345678"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.changeOwnPassword(name, "not mine", "another long phrase"))
                .isInstanceOf(Refusal.class);
        for (String bad : new String[] {"A", "Wang", "wang li", "../etc", "system", "x".repeat(40)}) {
            assertThatThrownBy(() -> accounts.create(somebody(bad, Group.OPERATOR)))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void passwordsAreStoredHashedAndTheEngineHasNone() {
        assertThat(jdbc.queryForList("select password from staff", String.class))
                .allMatch(stored -> stored.startsWith("{bcrypt}"));
        assertThat(jdbc.queryForObject("select count(*) from act_id_user where pwd_ is not null", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from act_id_user where email_ is not null", Long.class))
                .isZero();
        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count())
                .isPositive();
    }

    /** Which tests spare themselves by {@link QuickPasswords}. */
    @Test
    void whoGuessesPasswordsPaysAThousandRoundsForEach() {
        assertThat(SecurityChains.passwordEncoder().encode(OWN)).startsWith("{bcrypt}$2a$10$");
    }

    private String ready(Group group) {
        String name = name();
        String oneTime = accounts.create(somebody(name, group));
        accounts.changeOwnPassword(name, oneTime, OWN);
        return name;
    }

    private static NewStaff somebody(String name, Group group) {
        return new NewStaff(name, "Somebody", Set.of(group), null, null, null);
    }

    private static String name() {
        return "stafft" + COUNT.incrementAndGet();
    }
}
