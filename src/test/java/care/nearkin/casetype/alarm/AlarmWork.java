package care.nearkin.casetype.alarm;

import static java.util.Map.entry;

import care.nearkin.engine.EngineTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a form of the alarm is worked: by whom, at which task, what she answers there and where that leads. Answers are {@code
 * field=OPTION}, or {@code field} alone for one that takes private text.
 */
record AlarmWork(
        String by, String task, AlarmKind kind, Duration after, List<String> answers, String stage, Set<String> next) {

    /** What operators answer on the way to the form in question. */
    private static final Map<String, Map<String, Object>> USUAL = Map.of(
            "Task_Acknowledge", Map.of(),
            "Task_CallBack", Map.of("numberKind", "HOME", "voiceResult", "DISTRESS"),
            "Task_Assess", Map.of("finding", "NEEDS_EMERGENCY", "serviceNumber", "120"),
            "Task_CallEmergency", Map.of("calledNumber", "120", "reference", "1"),
            "Task_StayInTouch", Map.of("sceneState", "ON_SCENE"),
            "Task_CloseOut", Map.of("sceneOutcome", "HELPED_AT_HOME", "note", "up again"),
            "Task_FollowUp", Map.of("wellNow", "NO"));

    private static final List<String> ROAD = List.of(
            "Task_Acknowledge",
            "Task_CallBack",
            "Task_Assess",
            "Task_CallEmergency",
            "Task_StayInTouch",
            "Task_CloseOut",
            "Task_FollowUp",
            "Task_HomeVisit");

    /** One entry a form. */
    static final Map<String, AlarmWork> BY_FORM = Map.ofEntries(
            entry(
                    "alarm-acknowledge",
                    of("operator1", "Task_Acknowledge").answering("note").leadsTo("VERIFYING", "Task_CallBack")),
            entry(
                    "alarm-call-back",
                    of("operator1", "Task_CallBack")
                            .answering("voiceResult=DISTRESS", "numberKind=MOBILE", "note")
                            .leadsTo("DECIDING", "Task_Assess")),
            entry(
                    "alarm-assess",
                    of("operator1", "Task_Assess")
                            .answering("finding=NEEDS_EMERGENCY", "serviceNumber=119", "note")
                            .leadsTo("CALLING_EMERGENCY", "Task_CallEmergency")),
            entry(
                    "alarm-call",
                    of("operator1", "Task_CallEmergency")
                            .answering("calledNumber=120", "reference", "spokeWith", "note")
                            .leadsTo("HANDED_TO_EMERGENCY", "Task_StayInTouch")),
            entry(
                    "alarm-stay-in-touch",
                    of("operator1", "Task_StayInTouch")
                            .answering("sceneState=CALLED_OFF", "worsening")
                            .leadsTo("ON_SCENE", "Task_CloseOut")),
            entry(
                    "alarm-close-out",
                    of("operator1", "Task_CloseOut")
                            .answering("sceneOutcome=HOSPITAL", "hospital", "note")
                            .leadsTo("RESOLVED")),
            entry(
                    "alarm-follow-up",
                    of("caseworker1", "Task_FollowUp")
                            .after(Duration.ofHours(72))
                            .answering("wellNow=YES", "wantsConsultation=YES", "note")
                            .leadsTo("CLOSED")),
            entry(
                    "alarm-home-visit",
                    of("caseworker1", "Task_HomeVisit")
                            .answering("visitResult=SEEN_UNWELL", "arranged", "wantsConsultation=YES", "note")
                            .leadsTo("CLOSED")),
            entry(
                    "alarm-investigate",
                    of("supervisor1", "Task_Investigate")
                            .after(Duration.ofMinutes(3))
                            .answering("cause=NOT_HEARD", "investigation", "measure")
                            .leadsTo("RINGING", "Task_Acknowledge")),
            entry(
                    "alarm-call-fire",
                    of("operator1", "Task_CallFireBrigade")
                            .from(AlarmKind.SMOKE)
                            .after(Duration.ofMinutes(1))
                            .answering("fireCall=NOT_NEEDED", "reasonNotNeeded")
                            .leadsTo("RINGING", "Task_Acknowledge")),
            entry(
                    "alarm-call-off",
                    of("operator1", "Task_CallOff")
                            .from(AlarmKind.SMOKE)
                            .answering("callOff=NOT_COMING", "spokeWith", "note")
                            .leadsTo("CLOSED")));

    static AlarmWork of(String by, String task) {
        return new AlarmWork(by, task, AlarmKind.SOS, Duration.ZERO, List.of(), "", Set.of());
    }

    AlarmWork from(AlarmKind otherKind) {
        return new AlarmWork(by, task, otherKind, after, answers, stage, next);
    }

    AlarmWork after(Duration time) {
        return new AlarmWork(by, task, kind, time, answers, stage, next);
    }

    AlarmWork answering(String... given) {
        return new AlarmWork(by, task, kind, after, List.of(given), stage, next);
    }

    AlarmWork leadsTo(String reached, String... waiting) {
        return new AlarmWork(by, task, kind, after, answers, reached, Set.of(waiting));
    }

    /** A case of its own that has come to this task, as operators usually bring it there. */
    String begin(TestDesk desk, EngineTime time) {
        String number = desk.ring(kind);
        if (task.equals("Task_CallOff")) {
            calledForNothing(number, desk, time);
        }
        for (String step : ROAD.subList(0, Math.max(0, ROAD.indexOf(task)))) {
            boolean later = step.equals("Task_FollowUp");
            time.pass(number, later ? Duration.ofHours(72) : Duration.ZERO);
            desk.complete(number, step, later ? TestDesk.CASEWORKER : TestDesk.OPERATOR, USUAL.get(step));
        }
        time.pass(number, after);
        return number;
    }

    /** 119 was called for smoke that turned out to be none. */
    private static void calledForNothing(String number, TestDesk desk, EngineTime time) {
        time.pass(number, Duration.ofMinutes(1));
        desk.complete(number, "Task_CallFireBrigade", TestDesk.OPERATOR, Map.of("fireCall", "CALLED"));
        desk.complete(number, "Task_Acknowledge", TestDesk.OPERATOR, Map.of());
        desk.complete(number, "Task_CallBack", TestDesk.OPERATOR, USUAL.get("Task_CallBack"));
        desk.complete(number, "Task_Assess", TestDesk.OPERATOR, Map.of("finding", "FALSE_DEVICE"));
    }
}
