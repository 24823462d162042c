package care.nearkin.casetype.alarm;

import static java.util.Map.entry;

import care.nearkin.engine.EngineTime;
import care.nearkin.engine.Tasks.Worker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a form of the alarm is worked: by whom, at which task, what she answers there and where that leads. Answers are {@code
 * field=OPTION}, or {@code field} alone for one that takes private text.
 */
record AlarmWork(
        String by,
        String task,
        List<Way> road,
        AlarmKind kind,
        Duration after,
        List<String> answers,
        String stage,
        Set<String> next) {

    /** A step on the way to the form in question, and what is answered there. */
    private record Way(String task, Worker by, Map<String, Object> answers) {

        static Way of(String task, Object... answers) {
            Map<String, Object> given = new LinkedHashMap<>();
            for (int i = 0; i < answers.length; i += 2) {
                given.put(String.valueOf(answers[i]), answers[i + 1]);
            }
            Worker by = task.equals("Task_FollowUp") ? TestDesk.CASEWORKER : TestDesk.OPERATOR;
            return new Way(task, by, given);
        }
    }

    private static final List<Way> TAKEN = List.of(Way.of("Task_Acknowledge"));
    private static final List<Way> HEARD =
            on(TAKEN, Way.of("Task_CallBack", "numberKind", "HOME", "voiceResult", "OK_HELP"));
    private static final List<Way> PEOPLE = on(HEARD, Way.of("Task_Assess", "finding", "NEEDS_PEOPLE"));
    private static final List<Way> AT_THE_DOOR =
            on(PEOPLE, Way.of("Task_Guide", "guide", "THERE", "comingKind", "GUARD"));
    private static final List<Way> LOCKED = on(AT_THE_DOOR, Way.of("Task_Hear", "sceneFinding", "NOBODY_OPENS"));
    private static final List<Way> FORCE =
            on(LOCKED, Way.of("Task_AskEntry", "entryWish", "FORCE", "reason", "she groans"));
    private static final List<Way> HELPED =
            on(AT_THE_DOOR, Way.of("Task_Hear", "sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "NO"));
    private static final List<Way> KEY_OUT = on(
            AT_THE_DOOR,
            Way.of("Task_Hear", "sceneFinding", "HELPED", "confirmedBy", "HELPER", "keyOut", "YES", "keyWith", "Li"));
    private static final List<Way> CALLING =
            on(HEARD, Way.of("Task_Assess", "finding", "NEEDS_EMERGENCY", "serviceNumber", "110"));
    private static final List<Way> CALLED =
            on(CALLING, Way.of("Task_CallEmergency", "calledNumber", "110", "reference", "1"));
    private static final List<Way> AMBULANCE = on(
            HEARD,
            Way.of("Task_Assess", "finding", "DECEASED", "serviceNumber", "120"),
            Way.of("Task_CallEmergency", "calledNumber", "120", "reference", "1"),
            Way.of("Task_StayInTouch", "sceneState", "ON_SCENE"));
    private static final List<Way> OVER =
            on(HELPED, Way.of("Task_CloseOut", "sceneOutcome", "HELPED_AT_HOME", "note", "up again"));
    private static final List<Way> ASKED = on(OVER, Way.of("Task_FollowUp", "wellNow", "NO"));

    private static List<Way> on(List<Way> before, Way... then) {
        return Stream.concat(before.stream(), Stream.of(then)).toList();
    }

    /** One entry a form. */
    static final Map<String, AlarmWork> BY_FORM = Map.ofEntries(
            entry(
                    "alarm-acknowledge",
                    of("operator1", "Task_Acknowledge").answering("note").leadsTo("VERIFYING", "Task_CallBack")),
            entry(
                    "alarm-call-back",
                    of("operator1", "Task_CallBack")
                            .on(TAKEN)
                            .answering("voiceResult=OK_FALSE", "numberKind=MOBILE", "personHome=YES", "note")
                            .leadsTo("DECIDING", "Task_Assess")),
            entry(
                    "alarm-assess",
                    of("operator1", "Task_Assess")
                            .on(HEARD)
                            .answering("finding=NEEDS_EMERGENCY", "serviceNumber=110", "note")
                            .leadsTo("CALLING_EMERGENCY", "Task_CallEmergency")),
            entry(
                    "alarm-guide",
                    of("operator1", "Task_Guide")
                            .on(PEOPLE)
                            .answering("guide=SAID_WELL", "comingKind=CONTACT", "who", "note")
                            .leadsTo("AT_THE_DOOR", "Task_Hear")),
            entry(
                    "alarm-hear",
                    of("operator1", "Task_Hear")
                            .on(AT_THE_DOOR)
                            .answering("sceneFinding=WELL", "confirmedBy=PERSON", "keyOut=YES", "keyWith", "note")
                            .leadsTo("SOMEBODY_WAS_THERE", "Task_CloseOut", "Task_KeysBack")),
            entry(
                    "alarm-decide-three",
                    of("supervisor1", "Task_DecideThree")
                            .on(PEOPLE)
                            .after(Duration.ofMinutes(15))
                            .answering("raiseToThree=NO", "reason")
                            .leadsTo("HELP_ASKED", "Task_Guide")),
            entry(
                    "alarm-ask-entry",
                    of("operator1", "Task_AskEntry")
                            .on(LOCKED)
                            .answering("entryWish=WAIT", "reason")
                            .leadsTo("AT_THE_DOOR", "Task_Hear")),
            entry(
                    "alarm-agree-entry",
                    of("supervisor1", "Task_AgreeEntry")
                            .on(FORCE)
                            .answering("entryAgreed=YES", "serviceNumber=119", "reason", "witness")
                            .leadsTo("CALLING_EMERGENCY", "Task_Hear", "Task_CallEmergency")),
            entry(
                    "alarm-keys-back",
                    of("operator1", "Task_KeysBack")
                            .on(KEY_OUT)
                            .answering("keyBack=KEEPER", "keyWith")
                            .leadsTo("SOMEBODY_WAS_THERE", "Task_CloseOut")),
            entry(
                    "alarm-call",
                    of("operator1", "Task_CallEmergency")
                            .on(CALLING)
                            .answering("calledNumber=110", "reference", "spokeWith", "note")
                            .leadsTo("HANDED_TO_EMERGENCY", "Task_StayInTouch")),
            entry(
                    "alarm-stay-in-touch",
                    of("operator1", "Task_StayInTouch")
                            .on(CALLED)
                            .answering("sceneState=CALLED_OFF", "worsening")
                            .leadsTo("ON_SCENE", "Task_CloseOut")),
            entry(
                    "alarm-hand-over",
                    of("operator1", "Task_HandOver")
                            .on(AMBULANCE)
                            .answering("handOver=TO_HOSPITAL", "hospital", "told", "companion")
                            .leadsTo("ON_SCENE", "Task_CloseOut")),
            entry(
                    "alarm-close-out",
                    of("operator1", "Task_CloseOut")
                            .on(HELPED)
                            .answering("sceneOutcome=HOSPITAL", "hospital", "note")
                            .leadsTo("RESOLVED")),
            entry(
                    "alarm-follow-up",
                    of("caseworker1", "Task_FollowUp")
                            .on(OVER)
                            .after(Duration.ofHours(72))
                            .answering("wellNow=YES", "wantsConsultation=YES", "note")
                            .leadsTo("CLOSED")),
            entry(
                    "alarm-home-visit",
                    of("caseworker1", "Task_HomeVisit")
                            .on(ASKED)
                            .answering("visitResult=SEEN_UNWELL", "arranged", "wantsConsultation=YES", "note")
                            .leadsTo("CLOSED")),
            entry(
                    "alarm-investigate",
                    of("supervisor1", "Task_Investigate")
                            .after(Duration.ofMinutes(3))
                            .answering("cause=NOT_HEARD", "investigation", "measure")
                            .leadsTo("HELP_ASKED", "Task_Acknowledge", "Task_Guide")),
            entry(
                    "alarm-call-fire",
                    of("operator1", "Task_CallFireBrigade")
                            .from(AlarmKind.SMOKE)
                            .after(Duration.ofMinutes(1))
                            .answering("fireCall=NOT_NEEDED", "reasonNotNeeded")
                            .leadsTo("HELP_ASKED", "Task_Acknowledge", "Task_Guide")),
            entry(
                    "alarm-call-off",
                    of("operator1", "Task_CallOff")
                            .from(AlarmKind.SMOKE)
                            .answering("callOff=NOT_COMING", "spokeWith", "note")
                            .leadsTo("CLOSED")));

    static AlarmWork of(String by, String task) {
        return new AlarmWork(by, task, List.of(), AlarmKind.SOS, Duration.ZERO, List.of(), "", Set.of());
    }

    AlarmWork on(List<Way> way) {
        return new AlarmWork(by, task, way, kind, after, answers, stage, next);
    }

    AlarmWork from(AlarmKind otherKind) {
        return new AlarmWork(by, task, road, otherKind, after, answers, stage, next);
    }

    AlarmWork after(Duration time) {
        return new AlarmWork(by, task, road, kind, time, answers, stage, next);
    }

    AlarmWork answering(String... given) {
        return new AlarmWork(by, task, road, kind, after, List.of(given), stage, next);
    }

    AlarmWork leadsTo(String reached, String... waiting) {
        return new AlarmWork(by, task, road, kind, after, answers, reached, Set.of(waiting));
    }

    /** A case of its own that has come to this task, as operators usually bring it there. */
    String begin(TestDesk desk, EngineTime time) {
        String number = desk.ring(kind);
        if (task.equals("Task_CallOff")) {
            calledForNothing(number, desk, time);
        }
        for (Way step : road) {
            time.pass(number, step.task().equals("Task_FollowUp") ? Duration.ofHours(72) : Duration.ZERO);
            desk.complete(number, step.task(), step.by(), step.answers());
        }
        time.pass(number, after);
        return number;
    }

    /** 119 was called for smoke that turned out to be none. */
    private static void calledForNothing(String number, TestDesk desk, EngineTime time) {
        time.pass(number, Duration.ofMinutes(1));
        desk.complete(number, "Task_CallFireBrigade", TestDesk.OPERATOR, Map.of("fireCall", "CALLED"));
        desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        desk.complete(
                number, "Task_CallBack", TestDesk.OPERATOR, Map.of("numberKind", "HOME", "voiceResult", "OK_FALSE"));
        desk.complete(number, "Task_Assess", TestDesk.OPERATOR, Map.of("finding", "FALSE_DEVICE"));
    }
}
