package care.nearkin.casetype.alarm;

import static care.nearkin.casetype.alarm.TestDesk.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.EngineTables;
import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.kernel.Seal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is typed into a form is there again for who typed it, for nobody else, and no longer than the step. */
@NearkinTest
class DraftsTest {

    private static final Worker COLLEAGUE = new Worker("operator2", Set.of("operator"));

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Tasks tasks;

    @Autowired
    Seal seal;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    @Autowired
    EngineTime time;

    private final String secret = "她儿子 " + UUID.randomUUID();
    private Here operator;
    private Here colleague;
    private String number;
    private String task;

    @BeforeEach
    void somebodyIsToCallBack() {
        time.stopAt(Instant.parse("2026-06-01T02:42:00Z"));
        number = desk.ring();
        desk.complete(number, "Task_Acknowledge", OPERATOR, Map.of());
        task = desk.work(number, "Task_CallBack").id();
        tasks.claim(task, OPERATOR);
        operator = Here.as("operator1", port, accounts);
        colleague = Here.as("operator2", port, accounts);
    }

    @AfterEach
    void nobodyElseHearsIt() {
        inTransaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where case_number = ?", number));
    }

    @Test
    void whatIsTypedIsThereAgainOnAnyComputerForWhoTypedItAndForNobodyElse() {
        assertThat(keep(operator, "{\"voiceResult\":\"OK_HELP\",\"note\":\"" + secret + "\"}"))
                .contains("Saved at 10:42");

        Here elsewhere = Here.as("operator1", port, accounts);
        assertThat(draft(elsewhere)).contains("Draft of 10:42", "OK_HELP", secret);
        assertThat(draft(colleague)).isEmpty();
        assertThat(draft(Here.as("supervisor1", port, accounts))).isEmpty();
        assertThat(colleague.get("/tasks/" + task + "/draft/typed").body()).isEmpty();
        assertThat(jdbc.queryForList(
                        "select who from access_read where what = 'draft' and which = ? and why = ?",
                        String.class,
                        task,
                        number))
                .as("each reading is logged")
                .containsExactly("operator1");
    }

    @Test
    void itLiesSealedForThisStepAndThisPersonAlone() {
        keep(operator, "{\"note\":\"" + secret + "\"}");
        assertThat(EngineTables.holding(jdbc, List.of("form_draft"), secret)).isEmpty();
        assertThat(EngineTables.holding(jdbc, secret)).isEmpty();

        inTransaction.executeWithoutResult(tx -> jdbc.update(
                "insert into form_draft select task_id, 'operator2', answers, saved_at from form_draft where task_id = ?",
                task));

        assertThat(draft(colleague)).as("another's row does not open").isEmpty();
    }

    @Test
    void itIsGoneWhenTheStepIsDone() {
        keep(operator, "{\"note\":\"" + secret + "\"}");
        keep(colleague, "{\"note\":\"" + secret + "\"}");
        tasks.complete(task, OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"));

        assertThat(kept()).isZero();
        assertThat(put(operator, "{\"note\":\"late\"}").statusCode()).isEqualTo(404);
        assertThat(kept()).isZero();
    }

    @Test
    void itIsGoneWhenTheProcessTakesTheStepAway() {
        keep(operator, "{\"note\":\"" + secret + "\"}");
        time.pass(number, Duration.ofSeconds(180));
        assertThat(desk.waiting(number)).doesNotContain("Task_CallBack");
        assertThat(kept()).isZero();
    }

    @Test
    void itIsGoneWhenEverythingIsEmptiedAgainAndWhenSheDiscardsIt() {
        keep(operator, "{\"note\":\"a\"}");
        assertThat(keep(operator, "{}")).doesNotContain("Saved");
        assertThat(kept()).isZero();

        keep(operator, "{\"note\":\"b\"}");
        operator.submit("/tasks", "/tasks/" + task + "/draft/discard", Map.of());
        assertThat(kept()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gossip\":\"x\"} | no-place | The form has no place for \"gossip\"",
                "{\"voiceResult\":\"SINGING\"} | no-place | voiceResult",
                "{\"note\":{\"deep\":1}} | no-place | note",
                "[1] | unreadable | This is no draft",
                "nothing | unreadable | This is no draft",
                "null | unreadable | This is no draft"
            })
    void onlyTheFormsOwnFieldsAreTaken(String typed, String type, String sentence) {
        HttpResponse<String> refused = put(operator, typed);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/problems/" + type, sentence.replace("\"", "\\\""));
        assertThat(kept()).isZero();
    }

    @Test
    void moreThanAFormCanHoldIsRefusedAndWhatWasKeptStays() {
        keep(operator, "{\"note\":\"" + secret + "\"}");
        for (int length : new int[] {64_001, 300_000}) {
            HttpResponse<String> refused = put(operator, "{\"note\":\"" + "a".repeat(length) + "\"}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("/problems/too-long", "more than can be kept");
        }
        assertThat(draft(operator)).contains(secret);
    }

    @Test
    void ofAFormThatHasChangedItKeepsWhatStillFits() {
        String typed = "{\"note\":\"" + secret + "\",\"olden\":\"x\",\"voiceResult\":\"SANG\",\"numberKind\":\"HOME\"}";
        inTransaction.executeWithoutResult(tx -> jdbc.update(
                "insert into form_draft values (?, 'operator1', ?, now())",
                task,
                seal.seal(typed, "draft " + task + " operator1")));

        assertThat(draft(operator)).contains(secret, "HOME").doesNotContain("olden", "SANG");
    }

    @Test
    void whoLostTheStepStillReadsWhatSheTypedInItsWordsAndTheNewHolderDoesNot() {
        keep(operator, "{\"voiceResult\":\"DISTRESS\",\"note\":\"" + secret + "\"}");
        time.stopAt(desk.work(number, "Task_CallBack").due().plusSeconds(1));
        tasks.takeOver(task, COLLEAGUE);

        assertThat(operator.page("/tasks/" + task).body()).contains("/tasks/" + task + "/draft/typed");
        String typed = operator.get("/tasks/" + task + "/draft/typed", "Accept", "text/html", "Accept-Language", "en")
                .body();
        assertThat(typed).contains("Only you see this", "In distress, or cannot speak", secret);
        assertThat(colleague.page("/tasks/" + task).body()).doesNotContain(secret);
        assertThat(draft(colleague)).isEmpty();
    }

    @Test
    void whoMayNotSeeTheStepKeepsNothingThere() {
        assertThat(put(Here.as("keeper1", port, accounts), "{\"note\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(new Here(port).get("/tasks/" + task + "/draft").statusCode()).isEqualTo(401);
        assertThat(kept()).isZero();
    }

    private Integer kept() {
        return jdbc.queryForObject("select count(*) from form_draft where task_id = ?", Integer.class, task);
    }

    private String draft(Here who) {
        return who.get("/tasks/" + task + "/draft", "Accept", "application/json", "Accept-Language", "en")
                .body();
    }

    private String keep(Here who, String typed) {
        HttpResponse<String> answer = put(who, typed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> put(Here who, String typed) {
        return who.put(
                "/tasks/" + task + "/draft",
                typed,
                "Accept",
                "application/json",
                "Accept-Language",
                "en",
                "X-CSRF-TOKEN",
                who.csrf("/me/password"));
    }
}
