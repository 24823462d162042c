package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Outcome;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.engine.Tasks;
import care.nearkin.engine.Tasks.Worker;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** An alarm desk without a screen: alarms for tests, each from a device of its own, and the work on their tasks. */
@Component
class TestDesk {

    static final Worker OPERATOR = new Worker("operator1", Set.of("operator"));
    static final Worker SUPERVISOR = new Worker("supervisor1", Set.of("supervisor"));
    static final Worker CASEWORKER = new Worker("caseworker1", Set.of("caseworker"));

    private final Alarms alarms;
    private final CaseFiles caseFiles;
    private final Worklist worklist;
    private final Tasks tasks;
    private final JdbcTemplate jdbc;

    TestDesk(Alarms alarms, CaseFiles caseFiles, Worklist worklist, Tasks tasks, JdbcTemplate jdbc) {
        this.alarms = alarms;
        this.caseFiles = caseFiles;
        this.worklist = worklist;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    /** Somebody presses her button; answers the number of the case. */
    String ring() {
        return ring(AlarmKind.SOS);
    }

    String ring(AlarmKind kind) {
        return ring(kind, "nearkin:" + UUID.randomUUID()).caseNumber();
    }

    /** {@code device} null: nobody knows whose alarm it is. */
    Alarms.Raised ring(AlarmKind kind, @Nullable String device) {
        return ring(kind, device, null, null);
    }

    Alarms.Raised ring(AlarmKind kind, String device, long resident) {
        return ring(kind, device, resident, null);
    }

    /** Where she lives, as her own device knows it. */
    String ringAt(AlarmKind kind, TestNeighbours.Home home) {
        return ring(kind, "nearkin:x" + home.area(), home.resident(), home.area())
                .caseNumber();
    }

    String ringIn(String area) {
        return ring(AlarmKind.SOS, "nearkin:" + UUID.randomUUID(), null, area).caseNumber();
    }

    /** Something that can wait a little: water on the floor. */
    String ringMajor(TestNeighbours.Home home) {
        return ring(AlarmKind.LEAK, Severity.MAJOR, "nearkin:x" + home.area(), home.resident(), home.area())
                .caseNumber();
    }

    private Alarms.Raised ring(
            AlarmKind kind, @Nullable String device, @Nullable Long resident, @Nullable String area) {
        return ring(kind, Severity.CRITICAL, device, resident, area);
    }

    private Alarms.Raised ring(
            AlarmKind kind,
            Severity severity,
            @Nullable String device,
            @Nullable Long resident,
            @Nullable String area) {
        return alarms.raise(new RaiseAlarm(
                kind,
                severity,
                kind == AlarmKind.SMOKE ? "because.alarm.fire" : "because.alarm.sos",
                resident,
                area,
                device,
                "bedroom",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                null));
    }

    List<WorkItem> work(String number) {
        return worklist.of(List.of(number)).getOrDefault(number, List.of());
    }

    /** The task with this key; it has to be there. */
    WorkItem work(String number, String taskKey) {
        return work(number).stream()
                .filter(item -> item.key().equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new AssertionError(taskKey + " does not wait, but " + waiting(number)));
    }

    /** The keys of the tasks that wait. */
    List<String> waiting(String number) {
        return work(number).stream().map(WorkItem::key).toList();
    }

    void complete(String number, String taskKey, Worker worker, Map<String, Object> answers) {
        WorkItem task = work(number, taskKey);
        tasks.claim(task.id(), worker);
        tasks.complete(task.id(), worker, answers);
    }

    /** The kinds of the notices about the case that are not over, one an entry. */
    List<String> standing(String number) {
        return jdbc.queryForList(
                "select kind from notice where link = ? and over_at is null", String.class, "/cases/" + number);
    }

    /** The kinds of all that was ever told about the case, one an entry. */
    List<String> told(String number) {
        return jdbc.queryForList("select kind from notice where link = ?", String.class, "/cases/" + number);
    }

    void assertClosed(String number, Outcome outcome) {
        CaseFile file = caseFiles.find(number).orElseThrow();
        assertThat(file.status()).isEqualTo(CaseFile.Status.CLOSED);
        assertThat(file.outcome()).isEqualTo(outcome.name());
        assertThat(waiting(number)).isEmpty();
    }
}
