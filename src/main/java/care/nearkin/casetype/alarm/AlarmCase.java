package care.nearkin.casetype.alarm;

import care.nearkin.engine.Var;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vocabulary of the alarm case type: what its process, tables and forms are made of, under one name each. */
public final class AlarmCase {

    public static final String KEY = "alarm";
    public static final String PREFIX = "AL";
    public static final String WITHDRAWN_MESSAGE = "alarm.withdrawn";

    // known when the case is opened
    public static final Var<String> SIGNAL = Var.of("signal", String.class);
    public static final Var<Severity> SEVERITY = Var.of("severity", Severity.class);
    public static final Var<Boolean> TEST_WINDOW = Var.of("testWindow", Boolean.class);
    public static final Var<Boolean> SIMULATED = Var.of("simulated", Boolean.class);
    public static final Var<PersonRisk> PERSON_RISK = Var.of("personRisk", PersonRisk.class);
    public static final Var<Double> VALUE = Var.of("value", Double.class);
    public static final Var<Integer> LOCAL_HOUR = Var.of("localHour", Integer.class);

    /** How long a measured value has to last before it is an alarm. */
    public static final Var<String> LASTING = Var.of("lasting", String.class);

    // time limits, from the table alarm-times, shortened by the pace
    public static final Var<Boolean> FIRE = Var.of("fire", Boolean.class);
    public static final Var<String> RING_AGAIN_EVERY = Var.of("ringAgainEvery", String.class);
    public static final Var<String> TAKE_OVER_WITHIN = Var.of("takeOverWithin", String.class);
    public static final Var<String> CALL_BACK_WITHIN = Var.of("callBackWithin", String.class);
    public static final Var<Integer> CALL_BACK_TRIES = Var.of("callBackTries", Integer.class);
    public static final Var<String> FIRE_CALL_WITHIN = Var.of("fireCallWithin", String.class);
    public static final Var<String> FIRE_RING_EVERY = Var.of("fireRingEvery", String.class);
    public static final Var<String> ASSESS_WITHIN = Var.of("assessWithin", String.class);
    public static final Var<String> CALL_WITHIN = Var.of("callWithin", String.class);
    public static final Var<String> EMERGENCY_UPDATE_EVERY = Var.of("emergencyUpdateEvery", String.class);
    public static final Var<String> CLOSE_OUT_WITHIN = Var.of("closeOutWithin", String.class);
    public static final Var<String> FOLLOW_UP_WITHIN = Var.of("followUpWithin", String.class);
    public static final Var<String> INVESTIGATE_WITHIN = Var.of("investigateWithin", String.class);
    public static final Var<String> REMIND_EVERY = Var.of("remindEvery", String.class);

    // how much help: table alarm-response (D2)
    public static final Var<Boolean> MID_CALL = Var.of("midCall", Boolean.class);
    public static final Var<Level> LEVEL = Var.of("level", Level.class);
    public static final Var<PersonHome> PERSON_HOME = Var.of("personHome", PersonHome.class);
    public static final Var<Mobility> MOBILITY = Var.of("mobility", Mobility.class);
    public static final Var<Boolean> CONTACTS_REACHABLE = Var.of("contactsReachable", Boolean.class);
    public static final Var<Boolean> KEY_AVAILABLE = Var.of("keyAvailable", Boolean.class);
    public static final Var<Boolean> REPEAT_IN_30_MIN = Var.of("repeatIn30min", Boolean.class);
    public static final Var<Boolean> NOTIFY_CONTACTS = Var.of("notifyContacts", Boolean.class);
    public static final Var<Boolean> DISPATCH_VOLUNTEER = Var.of("dispatchVolunteer", Boolean.class);
    public static final Var<Boolean> FORCE_ENTRY_REVIEW = Var.of("forceEntryReview", Boolean.class);
    public static final Var<Boolean> GREEN_CHANNEL = Var.of("greenChannel", Boolean.class);
    public static final Var<Skill> SKILL = Var.of("skill", Skill.class);

    // time limits of the help, from the table alarm-help-times
    public static final Var<Integer> ASK_AT_ONCE = Var.of("askAtOnce", Integer.class);
    public static final Var<String> ACCEPT_WITHIN = Var.of("acceptWithin", String.class);
    public static final Var<String> CONTACTS_WITHIN = Var.of("contactsWithin", String.class);
    public static final Var<String> LINK_VALID_FOR = Var.of("linkValidFor", String.class);
    public static final Var<String> ARRIVE_WITHIN = Var.of("arriveWithin", String.class);
    public static final Var<String> ARRIVE_LIMIT = Var.of("arriveLimit", String.class);
    public static final Var<String> ARRIVE_MISS = Var.of("arriveMiss", String.class);
    public static final Var<String> HEAR_WITHIN = Var.of("hearWithin", String.class);
    public static final Var<String> ENTRY_WITHIN = Var.of("entryWithin", String.class);
    public static final Var<String> KEYS_WITHIN = Var.of("keysWithin", String.class);

    // many alarms of one place at once: tables alarm-storm, alarm-storm-size, alarm-storm-answer
    public static final Var<Boolean> STORM_COUNTS = Var.of("stormCounts", Boolean.class);
    public static final Var<Boolean> TAKEN_TOGETHER = Var.of("takenTogether", Boolean.class);
    public static final Var<Boolean> ANSWERED_TOGETHER = Var.of("answeredTogether", Boolean.class);
    public static final Var<StormPlace> STORM_PLACE = Var.of("stormPlace", StormPlace.class);
    public static final Var<Integer> STORM_ALARMS = Var.of("stormAlarms", Integer.class);
    public static final Var<String> STORM_WITHIN = Var.of("stormWithin", String.class);
    public static final Var<String> STORM_STEP = Var.of("stormStep", String.class);
    public static final Var<String> STORM_ANSWER = Var.of("stormAnswer", String.class);

    // what people answer
    public static final Var<NumberKind> NUMBER_KIND = Var.of("numberKind", NumberKind.class);
    public static final Var<VoiceResult> VOICE_RESULT = Var.of("voiceResult", VoiceResult.class);
    public static final Var<Finding> FINDING = Var.of("finding", Finding.class);
    public static final Var<String> SERVICE_NUMBER = Var.of("serviceNumber", String.class);
    public static final Var<String> CALLED_NUMBER = Var.of("calledNumber", String.class);
    /** As the form gives it: an ISO date and time with offset. */
    public static final Var<String> CALLED_AT = Var.of("calledAt", String.class);

    public static final Var<FireCall> FIRE_CALL = Var.of("fireCall", FireCall.class);
    public static final Var<CallOff> CALL_OFF = Var.of("callOff", CallOff.class);
    public static final Var<SceneState> SCENE_STATE = Var.of("sceneState", SceneState.class);
    public static final Var<SceneOutcome> SCENE_OUTCOME = Var.of("sceneOutcome", SceneOutcome.class);
    public static final Var<WellNow> WELL_NOW = Var.of("wellNow", WellNow.class);
    public static final Var<VisitResult> VISIT_RESULT = Var.of("visitResult", VisitResult.class);
    public static final Var<YesNo> WANTS_CONSULTATION = Var.of("wantsConsultation", YesNo.class);
    public static final Var<Cause> CAUSE = Var.of("cause", Cause.class);

    public static final Var<Guide> GUIDE = Var.of("guide", Guide.class);
    public static final Var<ComingKind> COMING_KIND = Var.of("comingKind", ComingKind.class);
    public static final Var<SceneFinding> SCENE_FINDING = Var.of("sceneFinding", SceneFinding.class);
    public static final Var<ConfirmedBy> CONFIRMED_BY = Var.of("confirmedBy", ConfirmedBy.class);
    public static final Var<YesNo> KEY_OUT = Var.of("keyOut", YesNo.class);
    public static final Var<KeyBack> KEY_BACK = Var.of("keyBack", KeyBack.class);
    public static final Var<YesNo> RAISE_TO_THREE = Var.of("raiseToThree", YesNo.class);
    public static final Var<EntryWish> ENTRY_WISH = Var.of("entryWish", EntryWish.class);
    public static final Var<YesNo> ENTRY_AGREED = Var.of("entryAgreed", YesNo.class);
    public static final Var<HandOver> HAND_OVER = Var.of("handOver", HandOver.class);

    // what devices at home say and sound: table alarm-at-home
    public static final Var<Moment> MOMENT = Var.of("moment", Moment.class);
    public static final Var<Boolean> POLICE = Var.of("police", Boolean.class);
    public static final Var<Prompt> PROMPT = Var.of("prompt", Prompt.class);
    public static final Var<Boolean> SIREN = Var.of("siren", Boolean.class);
    public static final Var<Integer> SIREN_SECONDS = Var.of("sirenSeconds", Integer.class);

    // two alarms of one person: table alarm-same-person
    public static final Var<Integer> MINUTES_APART = Var.of("minutesApart", Integer.class);
    public static final Var<Boolean> LINKED = Var.of("linked", Boolean.class);

    // where the case goes
    public static final Var<Boolean> CRITICAL = Var.of("critical", Boolean.class);
    public static final Var<Boolean> UNDER_WAY = Var.of("underWay", Boolean.class);
    /** Somebody is at the door: a responder, a contact, a service. */
    public static final Var<Boolean> ARRIVED = Var.of("arrived", Boolean.class);

    /** Of those asked last nobody can come. */
    public static final Var<Boolean> ROUND_DECLINED = Var.of("roundDeclined", Boolean.class);

    public static final Var<Boolean> CLOSE_OUT = Var.of("closeOut", Boolean.class);
    /** Whoever was calling back when the time for it was over. */
    public static final Var<String> HELD_BY = Var.of("heldBy", String.class);

    public static final Var<Boolean> TRY_AGAIN = Var.of("tryAgain", Boolean.class);
    public static final Var<Boolean> SURE = Var.of("sure", Boolean.class);
    public static final Var<Boolean> VERIFIED = Var.of("verified", Boolean.class);
    public static final Var<Boolean> HARMLESS = Var.of("harmless", Boolean.class);
    public static final Var<Boolean> FOLLOW_UP = Var.of("followUp", Boolean.class);
    public static final Var<String> FOLLOW_UP_AFTER = Var.of("followUpAfter", String.class);
    public static final Var<Integer> FOLLOW_UP_TRIES = Var.of("followUpTries", Integer.class);
    public static final Var<NextStep> NEXT_STEP = Var.of("nextStep", NextStep.class);
    public static final Var<String> VISIT_WITHIN = Var.of("visitWithin", String.class);
    public static final Var<Boolean> NEW_ALARM = Var.of("newAlarm", Boolean.class);
    public static final Var<Outcome> OUTCOME = Var.of("outcome", Outcome.class);
    public static final Var<Boolean> MISS_OPEN = Var.of("missOpen", Boolean.class);
    public static final Var<Outcome> WITHDRAWAL = Var.of("withdrawal", Outcome.class);
    /** Words key of the reason that the last decision gave. */
    public static final Var<String> BECAUSE = Var.of("because", String.class);

    private AlarmCase() {}

    /** How grave an alarm is. */
    public enum Severity {
        CRITICAL,
        MAJOR,
        MINOR,
        WARNING
    }

    /** How much the person is at risk, from her card. */
    public enum PersonRisk {
        HIGH,
        MEDIUM,
        LOW,
        UNKNOWN;

        static PersonRisk of(@Nullable Risk risk) {
            return risk == null ? UNKNOWN : valueOf(risk.name());
        }
    }

    /** What the alarms of a storm have in common. */
    public enum StormPlace {
        BUILDING,
        GATEWAY
    }

    /** Which number an operator called back; a contact is somebody else who can say how she is. */
    public enum NumberKind {
        DEVICE,
        HOME,
        MOBILE,
        CONTACT
    }

    /** What an operator heard when calling back. */
    public enum VoiceResult {
        OK_FALSE,
        OK_HELP,
        DISTRESS,
        NO_ANSWER,
        LINE_DROPPED,
        WRONG_PERSON
    }

    /** How much help: the desk alone; people at the door as well; an emergency service as well. */
    public enum Level {
        ONE,
        TWO,
        THREE
    }

    /** Whether she is at home, as far as the desk has heard. */
    public enum PersonHome {
        YES,
        NO,
        UNKNOWN
    }

    /** What has just happened when devices at home are asked to speak. */
    public enum Moment {
        ASKED,
        COMING
    }

    /** What devices at home say. */
    public enum Prompt {
        NONE,
        HELP_ASKED,
        HELP_COMING,
        GET_OUT
    }

    /** How she gets about, from her card. */
    public enum Mobility {
        INDEPENDENT,
        AIDED,
        IMMOBILE,
        UNKNOWN;

        static Mobility of(@Nullable Moves moves) {
            return moves == null ? UNKNOWN : valueOf(moves.name());
        }
    }

    /** What helps most at the door. */
    public enum Skill {
        FIRST_AID,
        LIFTING,
        FIRE_FIGHTING,
        NONE
    }

    /** How it stands while people are asked to go there. */
    public enum Guide {
        COMING,
        THERE,
        SAID_WELL,
        NOBODY,
        NEEDS_EMERGENCY
    }

    /** Who comes, where the desk reached them by phone. */
    public enum ComingKind {
        CONTACT,
        RESPONDER,
        GUARD,
        COMMUNITY,
        OTHER
    }

    /** What it is like at the door. */
    public enum SceneFinding {
        WELL,
        HELPED,
        NEEDS_EMERGENCY,
        NOBODY_OPENS,
        ELSEWHERE,
        DECEASED,
        NOT_YET
    }

    /** Whom the desk spoke with before it believed that all is well. */
    public enum ConfirmedBy {
        PERSON,
        HELPER,
        SERVICE
    }

    /** How somebody gets through a locked door. */
    public enum EntryWish {
        KEY,
        OPENED,
        FORCE,
        WAIT
    }

    /** Where a key is that was taken out. */
    public enum KeyBack {
        KEEPER,
        NEW_KEEPER,
        RESIDENT,
        LOST
    }

    /** Whether an ambulance takes her along. */
    public enum HandOver {
        TO_HOSPITAL,
        STAYS
    }

    /** What an operator found the alarm to be. */
    public enum Finding {
        HELPED_BY_TALK,
        FALSE_PERSON,
        FALSE_DEVICE,
        TEST_CALL,
        WRONG_PERSON,
        NEEDS_PEOPLE,
        NEEDS_EMERGENCY,
        DECEASED
    }

    /** Whether the fire brigade was called. */
    public enum FireCall {
        CALLED,
        NOT_NEEDED
    }

    /** What an emergency service answered when it was told that it is not needed. */
    public enum CallOff {
        NOT_COMING,
        COMING_ANYWAY
    }

    /** Where the emergency service is. */
    public enum SceneState {
        ON_THE_WAY,
        ON_SCENE,
        CALLED_OFF
    }

    /** How it ended for those who went there. */
    public enum SceneOutcome {
        HELPED_AT_HOME,
        HOSPITAL,
        DECEASED,
        NOTHING_FOUND,
        ELSEWHERE
    }

    /** What the follow-up call found. */
    public enum WellNow {
        YES,
        NO,
        NOT_REACHED
    }

    /** What follows when somebody asked how the person is. */
    public enum NextStep {
        ENOUGH,
        ASK_AGAIN,
        VISIT
    }

    /** What a visit found. */
    public enum VisitResult {
        SEEN_WELL,
        SEEN_UNWELL,
        ELSEWHERE,
        IN_DANGER,
        NOT_FOUND
    }

    /** A plain answer. */
    public enum YesNo {
        YES,
        NO
    }

    /** Why nobody took an alarm, or came, in time. */
    public enum Cause {
        NOBODY_ON_DUTY,
        BUSY_WITH_OTHERS,
        NOT_HEARD,
        NOBODY_CAME,
        SYSTEM,
        OTHER
    }

    /** How a case ended; each belongs to one end event of the model. */
    public enum Outcome {
        HELPED,
        HOSPITAL,
        FALSE_PERSON,
        FALSE_DEVICE,
        TEST,
        WRONG_PERSON,
        DECEASED,
        MERGED,
        WITHDRAWN;

        private static final Map<String, Outcome> BY_END = Map.of(
                "End_Helped", HELPED,
                "End_TakenToHospital", HOSPITAL,
                "End_FalseAlarmByPerson", FALSE_PERSON,
                "End_FalseAlarmByDevice", FALSE_DEVICE,
                "End_TestCall", TEST,
                "End_WrongPerson", WRONG_PERSON,
                "End_Deceased", DECEASED,
                "End_Merged", MERGED,
                "End_Withdrawn", WITHDRAWN);

        /** The outcome that an end event of the model stands for. */
        public static Outcome ofEnd(String endId) {
            Outcome outcome = BY_END.get(endId);
            if (outcome == null) {
                throw new IllegalArgumentException("No outcome belongs to " + endId);
            }
            return outcome;
        }
    }
}
