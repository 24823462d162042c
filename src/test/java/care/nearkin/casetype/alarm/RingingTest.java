package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.engine.EngineTime;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** An alarm that rings is known at once on every page of those on duty, not on the alarm desk alone. */
@NearkinTest
class RingingTest {

    private static final String PASSWORD = "a quiet lane 540";
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]*)\"");

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TestDesk desk;

    @Autowired
    Alarms alarms;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Teams teams;

    @Autowired
    EngineTime time;

    @Autowired
    TransactionTemplate inTransaction;

    private final String area = "ring" + UUID.randomUUID().toString().substring(0, 8);
    private final String operator = "op" + area;

    @Autowired
    Estate estate;

    @BeforeEach
    void anAreaOfItsOwn() {
        estate.leftoversOfOtherTestsAreOver();
        inTransaction.executeWithoutResult(tx -> {
            teams.putArea(area, area);
            teams.putTeam(area, Set.of(area), false);
            staff.putSample(new NewStaff(operator, "王敏", Set.of(Group.OPERATOR), area, null, "en"), PASSWORD);
        });
    }

    @Test
    void aNewAlarmIsToldAtOnceAwayFromTheDeskAndNothingBelowItMoves() {
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(390, "en")) {
            Page page = person.as(operator, PASSWORD).go("/residents").page();
            page.locator("#ringing [name=shown]:not([value=''])").waitFor(attached());
            double before = top(page);

            String number = ring();

            assertThat(page.locator("#ringing"))
                    .containsText("Smoke", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
            assertThat(page.title()).startsWith("(").contains(") ! ");
            assertThat(page.locator("#ringing [data-bell]").getAttribute("data-bell"))
                    .contains(number);
            assertThat(page.locator("#ringing button:visible")).hasCount(1);
            assertThat(top(page)).isEqualTo(before);

            time.pass(number, Duration.ofMinutes(1));
            Locator again = page.locator(".banner[data-kind='alarm.not-acknowledged']");
            again.first().waitFor(attached());
            assertThat(page.locator(".banner[data-kind='alarm.not-acknowledged']:visible"))
                    .hasCount(0);

            page.locator("#ringing a").click();
            page.waitForURL("**/desk");
            assertThat(page.locator("#desk")).isVisible();
            assertThat(page.locator("#ringing")).hasCount(0);
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void theSameIsNotShownTwiceAndWhatIsTakenRingsNoLonger() {
        Here here = new Here(port);
        here.signIn(operator, PASSWORD);
        String number = ring();
        String shown = shown(here);
        assertThat(shown).contains(number + "x1");
        assertThat(here.get("/desk/ringing?shown=" + URLEncoder.encode(shown, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(204);

        desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());

        assertThat(shown(here)).doesNotContain(number);
    }

    @Test
    void whoIsNotOnDutyOrServesAnotherAreaIsNotTold() {
        String number = ring();
        Here caseworker = Here.as("caseworker1", port, file);
        assertThat(caseworker.page("/tasks").body()).doesNotContain("id=\"ringing\"");
        assertThat(caseworker.page("/desk/ringing").statusCode()).isEqualTo(403);

        String elsewhere = "no" + operator;
        staff.putSample(new NewStaff(elsewhere, "Li", Set.of(Group.OPERATOR), null, null, "en"), PASSWORD);
        Here other = new Here(port);
        other.signIn(elsewhere, PASSWORD);
        assertThat(other.page("/tasks").body()).contains("id=\"ringing\"");
        assertThat(other.page("/desk/ringing").body()).doesNotContain(number);
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private static String shown(Here here) {
        Matcher shown = SHOWN.matcher(here.get("/desk/ringing").body());
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private String ring() {
        return alarms.raise(new RaiseAlarm(
                        AlarmKind.SMOKE,
                        AlarmCase.Severity.CRITICAL,
                        "because.alarm.fire",
                        null,
                        area,
                        "nearkin:" + UUID.randomUUID(),
                        "kitchen",
                        Instant.now(),
                        null,
                        null))
                .caseNumber();
    }

    private static double top(Page page) {
        return ((Number) page.evaluate("document.querySelector('#ringing').getBoundingClientRect().bottom"))
                .doubleValue();
    }
}
