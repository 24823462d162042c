package care.nearkin.casetype.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A storm from the alarm desk to sixty closed cases, in a browser. */
@NearkinTest
class StormPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    StormWatch watch;

    @Autowired
    StormWorker worker;

    @Autowired
    TestDesk desk;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void sixtyAreChosenAcrossPagesTakenAndAnsweredTogetherInEnglish() {
        Estate.Lane lane = estate.lane();
        List<String> leaks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            leaks.add(lane.leak("3", begin.plusMillis(i)));
        }
        String smoke = lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("3"), null, begin.plusSeconds(1));
        watch.round();
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(1280, "en")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD).go("/desk").page();
            assertThat(page.locator(".storms .storm")).containsText("Water leak 60");
            person.picture("storm-desk");
            page.locator(".storm a.button").click();
            page.waitForLoadState();
            page.locator(".ticks input").first().check();
            assertThat(page.locator("#picked")).containsText("1 chosen");
            page.locator(".ticks input").first().uncheck();
            assertThat(page.locator("#picked")).containsText("0 chosen");
            page.locator("#pick-all").click();
            assertThat(page.locator("#picked")).containsText("60 chosen");
            page.locator("[rel=next]").click();
            assertThat(page.locator(".ticks input:checked")).hasCount(10);
            // news on the second page renew the second page
            String untouched = page.locator(".ticks input").last().getAttribute("id");
            page.waitForResponse(
                    answer -> answer.url().contains("after="),
                    () -> page.evaluate("htmx.trigger('#list', 'sse:alarms')"));
            assertThat(page.locator(".ticks input:checked")).hasCount(10);
            assertThat(page.locator(".ticks input").last()).hasAttribute("id", untouched);
            page.locator(".ticks input").last().uncheck();
            assertThat(page.locator("#picked")).containsText("59 chosen");
            page.locator("#picked button").first().click();
            assertThat(page.locator("main")).containsText("59 of 59 cases");
            person.picture("storm-take");
            page.locator("button.primary.big").click();
            work();
            assertThat(page.locator("#progress")).containsText("59 of 59 done");

            answer(page, "Call back");
            FormOnPage.choose(page, "All is well, a false alarm");
            FormOnPage.pick(page, "Which number did you call?", "Home phone");
            FormOnPage.fill(page, "Why is it the same", "the warden says so");
            page.locator("#complete").click();
            assertThat(page.locator("#form-fault")).containsText("give it case by case");
            FormOnPage.pick(page, "Which number did you call?", "A contact");
            page.locator("#complete").click();
            assertThat(page.locator("#progress")).containsText("0 of 60 done");
            work();
            assertThat(page.locator("#progress")).containsText("59 of 60 done");

            answer(page, "Decide what is needed");
            FormOnPage.choose(page, "False alarm by the device");
            FormOnPage.fill(page, "Why is it the same", "power cut");
            person.picture("storm-answer");
            page.locator("#complete").click();
            assertThat(page.locator("#progress")).containsText("0 of 60 done");
            work();
            assertThat(page.locator("#progress")).containsText("59 of 60 done");
            person.picture("storm-done");
            page.locator("section[aria-label=Done] summary").click();
            page.locator("section[aria-label=Done] .rows a").first().click();
            assertThat(page.locator("main")).containsText("Worked together with 58 others");
            assertThat(person.complaints()).allMatch(complaint -> complaint.contains("400"));
        }
        leaks.subList(0, 59).forEach(number -> desk.assertClosed(number, Outcome.FALSE_DEVICE));
        assertThat(desk.waiting(leaks.get(59))).containsExactly("Task_Acknowledge");
        assertThat(desk.waiting(smoke)).contains("Task_Acknowledge");
    }

    @Test
    void aListThatWasAskedForBeforeATickDoesNotTakeItBack() {
        Estate.Lane lane = estate.lane();
        for (int i = 0; i < 5; i++) {
            lane.leak("3", begin.plusMillis(i));
        }
        watch.round();
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(1280, "en")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD)
                    .go("/storms/" + lane.storm())
                    .page();
            Pattern askedForList = Pattern.compile(".*/storms/" + lane.storm() + "\\?.*");
            List<Runnable> late = new ArrayList<>();
            page.route(askedForList, route -> {
                if (late.isEmpty()) {
                    APIResponse before = route.fetch();
                    late.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(before)));
                } else {
                    route.resume();
                }
            });
            askForTheList(page, () -> !late.isEmpty());

            page.locator(".ticks input").first().check();
            assertThat(page.locator("#picked")).containsText("1 chosen");
            late.get(0).run();
            page.waitForFunction("() => !document.querySelector('.htmx-request')");
            assertThat(page.locator("#picked").textContent()).contains("1 chosen");
            assertThat(page.locator(".ticks input:checked").count()).isOne();
            lane.leak("3", begin.plusSeconds(7));
            watch.round();
            page.evaluate("htmx.trigger('#list', 'sse:alarms')");
            assertThat(page.locator(".ticks input")).hasCount(6);
            assertThat(page.locator(".ticks input:checked")).hasCount(1);
        }
    }

    /** News that came by themselves may have the list replaced at this very moment, and what was asked of it is lost. */
    private static void askForTheList(Page page, BooleanSupplier asked) {
        for (int i = 0; i < 10 && !asked.getAsBoolean(); i++) {
            page.evaluate("htmx.trigger('#list', 'sse:alarms')");
            try {
                page.waitForCondition(asked, new Page.WaitForConditionOptions().setTimeout(5_000));
            } catch (TimeoutError lost) {
                continue;
            }
        }
        assertThat(asked.getAsBoolean()).isTrue();
    }

    @Test
    void onAPhoneInChineseTheSmokeStandsAboveTheStormAndNothingRunsOffTheScreen() {
        estate.leftoversOfOtherTestsAreOver();
        Estate.Lane lane = estate.lane();
        for (int i = 0; i < 5; i++) {
            lane.leak("3", begin.plusMillis(i));
        }
        lane.rings(AlarmKind.SMOKE, Severity.CRITICAL, lane.resident("3"), null, begin.plusSeconds(1));
        watch.round();
        try (Browser browser = new Browser(port);
                Browser.Person person = browser.open(390, "zh-CN")) {
            Page page = person.as(lane.operator(), Estate.PASSWORD).go("/desk").page();
            assertThat(page.locator(".storms")).containsText("集中报警");
            assertThat(page.locator(".alarm .head h2").first()).containsText("烟雾");
            assertThat(top(page, ".alarm")).isLessThan(top(page, ".storms"));
            assertThat(top(page, ".storm-alone")).isLessThan(top(page, ".storm .facts"));
            fits(page);
            person.picture("storm-desk");
            page.locator(".storm .buttons a").click();
            page.waitForLoadState();
            page.locator("#pick-all").click();
            assertThat(page.locator("#picked")).containsText("已选 5 个");
            fits(page);
            page.locator("#picked button").first().click();
            assertThat(page.locator("main")).containsText("一起处理：接警");
            fits(page);
            page.locator("button.primary.big").click();
            page.locator("#progress button.danger").click();
            assertThat(page.locator("main")).containsText("已停止");
            fits(page);
            person.picture("storm-cancelled");
            person.go("/tasks");
            assertThat(page.locator("#ringing")).containsText("同一地点有 5 个报警未接");
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void answer(Page page, String step) {
        page.locator("#progress a.button.primary").click();
        page.waitForURL("**/storms/*");
        page.locator("#pick-all").click();
        page.locator("#picked button", new Page.LocatorOptions().setHasText(step))
                .click();
        page.locator(".fjs-form-field-radio").first().waitFor();
    }

    private void work() {
        while (worker.step()) {
            // one case after the other
        }
    }

    private static void fits(Page page) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(390);
    }

    private static double top(Page page, String what) {
        return ((Number) page.evaluate("what => document.querySelector(what).getBoundingClientRect().top", what))
                .doubleValue();
    }
}
