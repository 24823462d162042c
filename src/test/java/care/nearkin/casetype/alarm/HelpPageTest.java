package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casefile.TimelineEntry;
import care.nearkin.casetype.alarm.Ask.State;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.Responders.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The page on the phone of somebody who was asked: without an account, by the link that she was sent. */
@NearkinTest
class HelpPageTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    AlarmHelp help;

    @Autowired
    AskAnswers answers;

    @Autowired
    CaseFiles caseFiles;

    @Autowired
    TestDesk desk;

    @Autowired
    TestNeighbours neighbours;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    EngineTime time;

    TestNeighbours.Home home;
    String number = "";
    String secret = "";
    Here phone;

    @BeforeEach
    void sheIsAsked() {
        time.stopAt(Instant.now());
        phone = new Here(port);
        home = neighbours.home().contact("Li", true).lives();
        home.keyholder("Chen", Kind.VOLUNTEER, 40);
        number = desk.ring(AlarmKind.SOS, "nearkin:x" + home.area(), home.resident())
                .caseNumber();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        for (int i = 0; i < 3; i++) {
            desk.complete(number, "Task_CallBack", OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "NO_ANSWER"));
        }
        secret = linkOf("Chen");
    }

    @Test
    void sheSeesWhereToGoAndAnswersWithoutSigningIn() {
        var page = phone.page("/help/" + secret);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(home.name()).doesNotContain("<script");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(kept -> assertThat(kept).contains("no-store"));
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(caseFiles.timeline(number)).extracting(TimelineEntry::kind).contains("alarm.ask-opened");

        assertThat(say("COMING").statusCode()).isEqualTo(302);
        assertThat(state("Chen")).isEqualTo(State.COMING);
        assertThat(say("THERE").statusCode()).isEqualTo(302);
        assertThat(desk.waiting(number)).containsExactly("Task_Hear");
    }

    @Test
    void lookingUsesNothingUpAndEachAnswerCountsOnce() {
        phone.page("/help/" + secret);
        phone.page("/help/" + secret);
        assertThat(say("COMING").statusCode()).isEqualTo(302);
        assertThat(say("COMING").statusCode()).isEqualTo(409);
        assertThat(say("CANNOT").statusCode()).isEqualTo(302);
        assertThat(say("THERE").statusCode()).isEqualTo(409);
        assertThat(desk.standing(number)).contains("alarm.turned-back");
    }

    @Test
    void whoAcceptsAtTheSameMomentAsAnotherIsToldThatSheNeedNotGo() {
        home.nearby("Wu", Kind.VOLUNTEER);
        time.pass(number, Duration.ofMinutes(2));
        CompletableFuture<HttpResponse<String>> slower = Objects.requireNonNull(transactions.execute(faster -> {
            answers.answer(idOf("Wu"), State.COMING, null);
            CompletableFuture<HttpResponse<String>> other = CompletableFuture.supplyAsync(() -> say("COMING"));
            await().until(() ->
                    jdbc.queryForObject("select count(*) from pg_locks where not granted", Integer.class) > 0);
            return other;
        }));

        assertThat(slower.join().statusCode()).isEqualTo(302);
        assertThat(phone.page("/help/" + secret).body()).contains("您不用去了");
    }

    @Test
    void whoCouldNotComeMayStillComeWhileSomebodyIsNeeded() {
        say("CANNOT");
        assertThat(phone.page("/help/" + secret).body()).contains("我又能来了");
        assertThat(say("COMING").statusCode()).isEqualTo(302);
        assertThat(state("Chen")).isEqualTo(State.COMING);
    }

    @Test
    void whoCouldNotComeNeedNotOnceSomebodyElseIsOnTheWay() {
        home.nearby("Wu", Kind.VOLUNTEER);
        say("CANNOT");
        time.pass(number, Duration.ofMinutes(2));
        answers.answer(idOf("Wu"), State.COMING, null);
        assertThat(phone.page("/help/" + secret).body()).doesNotContain("我又能来了");
        assertThat(say("COMING").statusCode()).isEqualTo(302);
        assertThat(phone.page("/help/" + secret).body()).contains("您不用去了");
        assertThat(state("Wu")).isEqualTo(State.COMING);
    }

    @Test
    void whatWasAnsweredThroughALinkIsSaidToWhoeverAnswersThereToo() {
        say("THERE");
        assertThat(say("CANNOT").body()).contains("通过此链接已答复“我到了”").doesNotContain("此事已结束");
        assertThat(state("Chen")).isEqualTo(State.THERE);
    }

    @Test
    void loadingAnAnswerAnewLeadsToThePage() {
        var again = phone.page("/help/" + secret + "/answer");
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(again.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/help/" + secret));
    }

    @Test
    void whoeverTurnsBackMakesRoomForTheOthers() {
        home.nearby("Wu", Kind.VOLUNTEER);
        say("COMING");
        say("CANNOT");
        time.pass(number, Duration.ofMinutes(2));
        assertThat(state("Wu")).isEqualTo(State.ASKED);
    }

    @Test
    void aLinkThatHasRunOutShowsAndTakesNothing() {
        time.pass(number, Duration.ofHours(4));
        assertThat(phone.page("/help/" + secret).body()).doesNotContain(home.name());
        assertThat(say("COMING").statusCode()).isEqualTo(409);
        assertThat(state("Chen")).isEqualTo(State.ASKED);
    }

    @Test
    void whoHasSpokenWithTheDeskIsThankedAndRemindedOfTheKey() {
        assertThat(phone.page("/help/" + secret).body()).contains("请带上");
        say("THERE");
        assertThat(phone.page("/help/" + secret).body())
                .contains("通话前请不要离开", "走时请带回")
                .doesNotContain("请带上");
        desk.complete(number, "Task_Hear", OPERATOR, Map.of("sceneFinding", "NOT_YET"));
        assertThat(phone.page("/help/" + secret).body()).contains("通话前请不要离开");
        desk.complete(
                number,
                "Task_Hear",
                OPERATOR,
                Map.of("sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
        assertThat(phone.page("/help/" + secret).body())
                .contains("谢谢您，坐席已经知道了", "走时请带回")
                .doesNotContain("通话前请不要离开");
    }

    @Test
    void whatIsOverIsShownToNobody() {
        say("THERE");
        desk.complete(
                number, "Task_Hear", OPERATOR, Map.of("sceneFinding", "WELL", "confirmedBy", "HELPER", "keyOut", "NO"));
        desk.complete(number, "Task_CloseOut", OPERATOR, Map.of("sceneOutcome", "HELPED_AT_HOME", "note", "fine"));
        assertThat(phone.page("/help/" + secret).body()).doesNotContain(home.name());
    }

    @Test
    void whoTriesLinksThatDoNotExistIsHeldUpAndWhoHasOneIsNot() {
        for (int i = 0; i < HelpDoor.TRIES; i++) {
            assertThat(phone.page("/help/nothing" + i).statusCode()).isIn(404, 429);
        }
        assertThat(phone.page("/help/nothing").statusCode()).isEqualTo(429);
        assertThat(phone.page("/help/" + secret).statusCode()).isEqualTo(200);
    }

    @Test
    void theDeskWritesDownWhatWasSaidOnTheTelephone() {
        Here operator = Here.as("operator1", port, accounts);
        long ask = help.of(number).stream()
                .filter(one -> one.name().equals("Li"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(operator.page("/cases/" + number + "/alarm").body()).contains("Li", "Chen");
        operator.submit("/cases/" + number, "/cases/" + number + "/alarm/asked/" + ask, Map.of("said", "COMING"));
        assertThat(state("Li")).isEqualTo(State.COMING);
        assertThat(caseFiles.timeline(number))
                .filteredOn(entry -> entry.kind().equals("alarm.ask-COMING"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("operator1"));
    }

    @Test
    void whoeverIsThereCanBeTelephonedFromTheCaseAndFromTheStepThatHearsHer() {
        say("THERE");
        Here operator = Here.as("operator1", port, accounts);
        operator.submit("/cases/" + number, "/tasks/" + hear() + "/claim", Map.of());
        assertThat(operator.get("/tasks/" + hear() + "/form").body()).contains("138 0000 020");
        assertThat(operator.page("/cases/" + number + "/alarm").body()).contains("tel:1380000020");
    }

    private String hear() {
        return desk.work(number, "Task_Hear").id();
    }

    @Test
    void whoHasAnAccountAnswersThereAndSeesOnlyHerOwn() {
        transactions.executeWithoutResult(done ->
                jdbc.update("update alarm_ask set staff = 'responder1' where link_hash = ?", LinkSecret.hash(secret)));
        long ask = help.of(number).stream()
                .filter(one -> one.name().equals("Chen"))
                .findFirst()
                .orElseThrow()
                .id();
        Here other = Here.as("operator1", port, accounts);
        assertThat(other.page("/my-asks/" + ask).statusCode()).isEqualTo(404);
        Here responder = Here.as("responder1", port, accounts);
        assertThat(responder.page("/my-asks").body()).contains("/my-asks/" + ask);
        assertThat(responder.page("/my-asks/" + ask).body()).contains(home.name());
        responder.submit("/my-asks", "/my-asks/" + ask, Map.of("said", "COMING"));
        assertThat(state("Chen")).isEqualTo(State.COMING);
    }

    private HttpResponse<String> say(String what) {
        return phone.post("/help/" + secret + "/answer", FORM, "said=" + what, "Accept", "text/html");
    }

    private State state(String name) {
        return help.of(number).stream()
                .filter(ask -> ask.name().equals(name))
                .reduce((a, b) -> b)
                .orElseThrow()
                .state();
    }

    private long idOf(String name) {
        return help.of(number).stream()
                .filter(ask -> ask.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The secret is written to her and kept nowhere: the test gives her another. */
    private String linkOf(String name) {
        long id = idOf(name);
        String made = LinkSecret.make();
        transactions.executeWithoutResult(
                done -> jdbc.update("update alarm_ask set link_hash = ? where id = ?", LinkSecret.hash(made), id));
        return made;
    }
}
