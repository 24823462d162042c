package care.nearkin.casetype.device;

import care.nearkin.engine.Var;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.signal.DeviceKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vocabulary of the device case type: what its process, tables and forms are made of, under one name each. */
public final class DeviceCase {

    public static final String KEY = "device";
    public static final String PREFIX = "DV";
    public static final String WITHDRAWN_MESSAGE = "device.withdrawn";
    public static final String BACK_MESSAGE = "device.back";
    public static final String WORSE_MESSAGE = "device.worse";

    // known when the case is opened
    public static final Var<Matter> MATTER = Var.of("matter", Matter.class);
    public static final Var<Boolean> INSTALLING = Var.of("installing", Boolean.class);
    public static final Var<PersonRisk> PERSON_RISK = Var.of("personRisk", PersonRisk.class);
    public static final Var<Boolean> LIVES_ALONE = Var.of("livesAlone", Boolean.class);

    // what comes first and by when, from table device-times, shortened by the pace
    public static final Var<FirstStep> FIRST_STEP = Var.of("firstStep", FirstStep.class);
    public static final Var<Boolean> REVIEW_PLAN = Var.of("reviewPlan", Boolean.class);
    public static final Var<Urgency> URGENCY = Var.of("urgency", Urgency.class);
    /** A duration, or the time of an appointment. */
    public static final Var<String> VISIT_DUE = Var.of("visitDue", String.class);

    public static final Var<String> PHONE_WITHIN = Var.of("phoneWithin", String.class);
    public static final Var<String> ASK_WITHIN = Var.of("askWithin", String.class);
    public static final Var<String> WAIT_FOR_TEST = Var.of("waitForTest", String.class);
    public static final Var<String> REVIEW_WITHIN = Var.of("reviewWithin", String.class);
    public static final Var<String> SCHEDULE_WITHIN = Var.of("scheduleWithin", String.class);
    public static final Var<String> INSTALL_DUE = Var.of("installDue", String.class);
    public static final Var<String> TEST_WITHIN = Var.of("testWithin", String.class);
    public static final Var<String> REMIND_EVERY = Var.of("remindEvery", String.class);
    public static final Var<String> SETTLE_FOR = Var.of("settleFor", String.class);
    /** Words key of the reason that the last decision gave. */
    public static final Var<String> BECAUSE = Var.of("because", String.class);

    // what the watch asks tables for
    public static final Var<PowerClass> POWER_CLASS = Var.of("powerClass", PowerClass.class);
    public static final Var<Boolean> CONNECTED = Var.of("connected", Boolean.class);
    public static final Var<String> SILENT_AFTER = Var.of("silentAfter", String.class);
    public static final Var<Integer> OWN_INTERVALS = Var.of("ownIntervals", Integer.class);
    public static final Var<Rule> RULE = Var.of("rule", Rule.class);
    public static final Var<String> SILENT_FOR = Var.of("silentFor", String.class);
    public static final Var<Integer> DAY_FROM = Var.of("dayFrom", Integer.class);
    public static final Var<Integer> DAY_UNTIL = Var.of("dayUntil", Integer.class);
    public static final Var<Double> PERCENT = Var.of("percent", Double.class);
    public static final Var<Integer> BATTERY_GRADE = Var.of("batteryGrade", Integer.class);
    public static final Var<DeviceKind> DEVICE_KIND = Var.of("deviceKind", DeviceKind.class);
    public static final Var<Boolean> TEST_NEEDED = Var.of("testNeeded", Boolean.class);
    public static final Var<String> TEST_EVERY = Var.of("testEvery", String.class);
    public static final Var<String> REMIND_AFTER = Var.of("remindAfter", String.class);
    public static final Var<String> CASE_OUTCOME = Var.of("caseOutcome", String.class);
    public static final Var<Boolean> COUNTS = Var.of("counts", Boolean.class);
    public static final Var<Integer> FALSE_LIMIT = Var.of("falseLimit", Integer.class);
    public static final Var<String> FALSE_WITHIN = Var.of("falseWithin", String.class);

    // what people answer
    public static final Var<PhoneResult> PHONE_RESULT = Var.of("phoneResult", PhoneResult.class);
    public static final Var<AskResult> ASK_RESULT = Var.of("askResult", AskResult.class);
    public static final Var<Found> FOUND = Var.of("found", Found.class);
    public static final Var<Done> DONE = Var.of("done", Done.class);
    /** As the form gives it: an ISO date and time with offset. */
    public static final Var<String> APPOINTMENT = Var.of("appointment", String.class);

    public static final Var<ReviewResult> REVIEW_RESULT = Var.of("reviewResult", ReviewResult.class);
    public static final Var<InstallResult> INSTALL_RESULT = Var.of("installResult", InstallResult.class);
    public static final Var<TestResult> TEST_RESULT = Var.of("testResult", TestResult.class);

    // where the case goes
    /** Whoever held the visit when it was decided anew by when it is due. */
    public static final Var<String> HELD_BY = Var.of("heldBy", String.class);

    public static final Var<Boolean> CAME_BACK = Var.of("cameBack", Boolean.class);
    public static final Var<Outcome> WITHDRAWAL = Var.of("withdrawal", Outcome.class);

    private DeviceCase() {}

    /** Why a device needs somebody. */
    public enum Matter {
        INSTALLATION,
        OFFLINE,
        GATEWAY_DEAD,
        BATTERY_ORDER,
        BATTERY_LOW,
        BATTERY_EMPTY,
        TAMPER,
        FAULT,
        TEST_MISSED,
        FALSE_ALARMS
    }

    /** What is done first. */
    public enum FirstStep {
        VISIT,
        PHONE,
        ASK_TEST
    }

    /** How much it matters. */
    public enum Urgency {
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

    /** What keeps a device going, as far as its silence is concerned. */
    public enum PowerClass {
        GATEWAY,
        MAINS,
        BATTERY,
        UNKNOWN
    }

    /** By which sensors a person is noticed. */
    public enum Rule {
        ANY,
        PASSAGE
    }

    /** What was heard when somebody phoned. */
    public enum PhoneResult {
        WELL,
        NOT_REACHED,
        NEEDS_HELP
    }

    /** What was agreed about the test. */
    public enum AskResult {
        WILL_TEST,
        NOT_REACHED,
        CANNOT
    }

    /** What a maintainer found. */
    public enum Found {
        BATTERY,
        NO_POWER,
        NO_NETWORK,
        BROKEN,
        MOVED,
        MISUSED,
        FINE
    }

    /** What a maintainer did. */
    public enum Done {
        BATTERY_CHANGED,
        REPAIRED,
        REPLACED,
        MOVED,
        NOTHING,
        REMOVED,
        NOT_LET_IN
    }

    /** What follows from looking at the plan. */
    public enum ReviewResult {
        EXPLAINED,
        OTHER_PLACE,
        OTHER_DEVICE,
        UNCHANGED
    }

    /** Whether a new device is in place. */
    public enum InstallResult {
        IN_PLACE,
        NOT_LET_IN,
        NOT_WANTED
    }

    /** What became of the test. */
    public enum TestResult {
        ARRIVED,
        TRY_AGAIN,
        DOES_NOT_WORK
    }

    /** How a case ended; each belongs to one end event of the model. */
    public enum Outcome {
        CAME_BACK,
        REPAIRED,
        NOTHING_FOUND,
        REMOVED,
        LIVE,
        NOT_INSTALLED,
        WITHDRAWN,
        MERGED;

        private static final Map<String, Outcome> BY_END = Map.of(
                "End_CameBack", CAME_BACK,
                "End_Repaired", REPAIRED,
                "End_NothingFound", NOTHING_FOUND,
                "End_Removed", REMOVED,
                "End_Live", LIVE,
                "End_NotInstalled", NOT_INSTALLED,
                "End_Withdrawn", WITHDRAWN,
                "End_Merged", MERGED);

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
