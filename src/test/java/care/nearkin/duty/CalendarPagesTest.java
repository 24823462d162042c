package care.nearkin.duty;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The calendar as everybody reads it and supervisors keep it. */
@NearkinTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarPagesTest {

    /** A year of our own, so that nobody else's due times move. */
    private static final LocalDate DAY = LocalDate.of(2041, 3, 5);

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    WorkingTimes times;

    @AutoClose
    Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = new Browser(port);
    }

    @Test
    void holdsWhatTheStateCouncilPublished() {
        WorkingTime office = times.office();
        assertThat(office.knows(2025)).isTrue();
        assertThat(office.knows(2026)).isTrue();
        assertThat(worked(office, 2025)).isEqualTo(248);
        assertThat(worked(office, 2026)).isEqualTo(248);
        assertThat(office.isWorkingDay(LocalDate.of(2026, 2, 14))).isTrue();
        assertThat(office.isWorkingDay(LocalDate.of(2026, 2, 23))).isFalse();
    }

    private static long worked(WorkingTime office, int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(office::isWorkingDay)
                .count();
    }

    @Test
    void aSupervisorPutsADateInChangesItAndTakesItOutAndAllOfItIsKept() {
        Here supervisor = Here.as("supervisor1", port, file);
        assertThat(supervisor.page("/calendar?year=2041&lang=en").body()).contains("unknown-year");

        Map<String, String> day = day("HOLIDAY");
        assertThat(supervisor.submit("/calendar", "/calendar", day).statusCode())
                .isEqualTo(302);
        assertThat(times.office().isWorkingDay(DAY)).isFalse();
        assertThat(times.office().knows(2041)).isTrue();

        assertThat(supervisor.submit("/calendar", "/calendar", day("WORKED")).statusCode())
                .isEqualTo(302);
        assertThat(times.office().isWorkingDay(DAY)).isTrue();

        assertThat(supervisor.submit("/calendar", "/calendar/remove", day).statusCode())
                .isEqualTo(302);
        assertThat(times.office().knows(2041)).isFalse();
        String after = supervisor.page("/calendar?year=2041&lang=en").body();
        assertThat(after)
                .contains("unknown-year")
                .containsSubsequence("a test of ours", "a test of ours", "a test of ours");
    }

    @Test
    void withoutAReasonNothingIsChangedAndWhatWasTypedStays() {
        Here supervisor = Here.as("supervisor1", port, file);
        Map<String, String> day = day("HOLIDAY");
        day.put("reason", " ");
        day.put("day", "2042-03-05");
        HttpResponse<String> answer = supervisor.submit("/calendar", "/calendar", day);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("reason-error", "a notice of ours", "2042-03-05");
        assertThat(times.office().knows(2042)).isFalse();
    }

    @Test
    void whoeverWorksHereReadsItAndOnlySupervisorsChangeIt() {
        Here caseworker = Here.as("caseworker1", port, file);
        assertThat(caseworker.page("/calendar?year=2026").body())
                .contains("2026-02-14")
                .doesNotContain("/calendar/remove");
        assertThat(caseworker.page("/calendar/hours").statusCode()).isEqualTo(403);
        assertThat(caseworker
                        .submit("/me/password", "/calendar", day("HOLIDAY"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTeamHasHoursOfItsOwnUntilItWorksAsTheOfficeDoesAgain() {
        String team = "night " + UUID.randomUUID().toString().substring(0, 8);
        teamExists(team);
        Here supervisor = Here.as("supervisor1", port, file);
        LocalDate sunday = LocalDate.of(2026, 11, 22);
        assertThat(times.of(team).isWorkingDay(sunday)).isFalse();

        assertThat(hours(supervisor, team, "always", "").statusCode()).isEqualTo(302);
        assertThat(times.of(team).isWorkingDay(sunday)).isTrue();
        assertThat(times.office().isWorkingDay(sunday)).isFalse();

        HttpResponse<String> wrong = hours(supervisor, team, "own", "9 bis 5");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("day7-error", "9 bis 5");

        assertThat(hours(supervisor, team, "office", "").statusCode()).isEqualTo(302);
        assertThat(times.of(team).isWorkingDay(sunday)).isFalse();
        assertThat(hours(supervisor, "", "office", "").statusCode()).isEqualTo(422);
    }

    private void teamExists(String team) {
        Here admin = Here.as("admin1", port, file);
        assertThat(admin.submit("/teams", "/teams", Map.of("name", team)).statusCode())
                .isEqualTo(302);
    }

    private static HttpResponse<String> hours(Here who, String team, String mode, String sunday) {
        return who.submit(
                "/calendar/hours",
                "/calendar/hours",
                Map.of("team", team, "mode", mode, "day7", sunday, "reason", "a test of ours"));
    }

    private static Map<String, String> day(String kind) {
        return new HashMap<>(Map.of(
                "day", DAY.toString(),
                "kind", kind,
                "occasion", "OTHER",
                "source", "a notice of ours",
                "note", "",
                "reason", "a test of ours"));
    }

    @ParameterizedTest
    @CsvSource({"1280,zh-CN", "390,zh-CN", "1280,en", "390,en"})
    void noPageComplainsOrScrollsSideways(int width, String locale) {
        try (var person = browser.open(width, locale)) {
            person.signIn("supervisor1", file.passwordOf("supervisor1", ""));
            for (String path : Set.of("/calendar", "/calendar?year=2030", "/calendar/hours", "/duty")) {
                person.go(path);
                Page page = person.page();
                page.waitForLoadState();
                person.picture("duty" + path.replaceAll("\\W", "-"));
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                        .as(path)
                        .isTrue();
            }
            assertThat(person.complaints()).isEmpty();
        }
    }
}
