package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Interpreter;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the inbox: edges instead of levels, old news, duplicates, unknown devices. Pure: works on a draft of the
 * worker's book, asks nobody.
 */
class Planner {

    static final Duration SAME_WITHIN = Duration.ofSeconds(10);
    static final Duration SAME_ID_WITHIN = Duration.ofHours(24);

    private final Duration staleAfter;
    private final Map<String, Device> devices;
    private final Set<String> idsStored;
    private final Book.Draft draft;
    private final MeasuredValues values;
    private final BatteryLevel battery;

    /** {@code idsStored} holds {@link #idOf ids} of stored messages among the batch's. */
    Planner(
            Duration staleAfter,
            Map<String, Device> devices,
            Set<String> idsStored,
            Book.Draft draft,
            MeasuredValues values,
            BatteryLevel battery) {
        this.staleAfter = staleAfter;
        this.devices = devices;
        this.idsStored = idsStored;
        this.draft = draft;
        this.values = values;
        this.battery = battery;
    }

    static String idOf(String device, String id) {
        return device + "|" + id;
    }

    Plan plan(Item item) {
        if (item.understood() instanceof Unreadable unreadable) {
            return Plan.settled(item, null, Outcome.UNREADABLE, unreadable.why());
        }
        String key = item.device();
        Format format = item.format();
        if (item.understood() instanceof Report report && key != null && format != null) {
            return report(item, report, key, format);
        }
        String why = item.understood() instanceof Ignored ignored ? ignored.why() : "signal.why.noSource";
        return Plan.settled(item, null, Outcome.IGNORED, why);
    }

    private Plan report(Item item, Report report, String key, Format format) {
        Device device = devices.get(key);
        List<Reading> readings = Interpreter.readings(
                report, format, device == null ? Map.of() : device.map(), device == null ? null : device.kind());
        if (readings.isEmpty()) {
            // heard of, and nothing said that matters: counted as a sign of life
            readings = List.of(new Reading(SignalKind.OTHER, "", Sense.NUMBER, "", true));
        }
        Told told = new Told(item, report, key, device);
        List<Plan.Step> steps = new ArrayList<>();
        for (Reading reading : readings) {
            steps.add(step(told, reading));
        }
        draft.signs().heard(told, steps, backfilled(told));
        Plan plan = new Plan(item, device, List.copyOf(steps));
        String same = sameAsBefore(told, plan);
        if (same != null) {
            return Plan.settled(item, device, Outcome.DUPLICATE, same);
        }
        remember(told, plan);
        return plan;
    }

    private @Nullable String sameAsBefore(Told told, Plan plan) {
        String id = told.report().id();
        if (id != null) {
            String full = idOf(told.key(), id);
            Instant before = draft.id(full);
            boolean mine = before != null && before.plus(SAME_ID_WITHIN).isAfter(told.at());
            return mine || idsStored.contains(full) ? "signal.why.sameId" : null;
        }
        Book.Last last = draft.last(told.item().message().topic());
        boolean same = last != null
                && last.hash().equals(told.item().hash())
                && last.at().plus(SAME_WITHIN).isAfter(told.at());
        return same && plan.asks() ? "signal.why.sameContent" : null;
    }

    private void remember(Told told, Plan plan) {
        Item item = told.item();
        draft.last(item.message().topic(), new Book.Last(item.hash(), told.at()));
        if (told.report().id() != null) {
            draft.id(idOf(told.key(), told.report().id()), told.at());
        }
        if (told.report().omitsFalse() && !told.retained()) {
            forgetWhatWasLeftOut(told, plan);
        }
        for (Plan.Step step : plan.steps()) {
            Reading reading = step.reading();
            if (reading != null) {
                remember(told, reading, step);
            }
        }
    }

    /** False may have been left out: the next ON must count as an edge rather than as told again. */
    private void forgetWhatWasLeftOut(Told told, Plan plan) {
        Set<String> said = plan.steps().stream()
                .map(Plan.Step::reading)
                .map(reading -> reading == null ? "" : reading.field())
                .collect(Collectors.toSet());
        draft.states(told.key()).forEach((field, state) -> {
            if (state.isOn()
                    && state.since() == null
                    && !said.contains(field)
                    && !state.kind().aboutTheDevice()) {
                draft.state(told.key(), field, state.levelUnknown());
            }
        });
    }

    private void remember(Told told, Reading reading, Plan.Step step) {
        FieldState before = draft.state(told.key(), reading.field());
        boolean old = step instanceof Plan.Settled settled && settled.outcome() == Outcome.STALE;
        if (old && reading.sense() != Sense.OFF) {
            // old news must not hide that the same happens now
            return;
        }
        Outcome outcome = step instanceof Plan.Settled settled ? settled.outcome() : Outcome.NORMAL;
        Span span = MeasuredValues.mind(told, reading) ? values.span(told, reading, Span.of(before)) : null;
        draft.state(
                told.key(),
                reading.field(),
                new FieldState(
                        reading.kind(),
                        span == null ? level(told, reading, before) : span.lasted() ? Boolean.TRUE : null,
                        reading.value(),
                        outcome,
                        told.item().message(),
                        told.item().sourceName(),
                        told.report().time(),
                        before == null ? 1 : before.told() + 1,
                        span == null ? null : span.since()));
    }

    private @Nullable Boolean level(Told told, Reading reading, @Nullable FieldState before) {
        if (BatteryLevel.mind(told, reading)) {
            return battery.low(reading);
        }
        return switch (reading.sense()) {
            case ON, EVENT -> Boolean.TRUE;
            case OFF -> Boolean.FALSE;
            case NUMBER, UNCLEAR -> before == null ? null : before.level();
        };
    }

    private Plan.Step step(Told told, Reading reading) {
        FieldState before = draft.state(told.key(), reading.field());
        Edge edge = edge(reading, before);
        if (told.retained() && reading.kind() != SignalKind.ONLINE) {
            return retained(told, reading, before);
        }
        if (backfilled(told) && !reading.kind().lifeSafety()) {
            return new Plan.Settled(reading, Outcome.STALE, "signal.why.backfilled");
        }
        if (!told.known()) {
            return edge != null && reading.kind().lifeSafety() ? told.ask(reading, edge) : notRegistered(told, reading);
        }
        if (reading.sense() == Sense.UNCLEAR) {
            return new Plan.Settled(reading, Outcome.UNREADABLE, "signal.why.unclear");
        }
        if (MeasuredValues.mind(told, reading)) {
            return values.step(told, reading, Span.of(before));
        }
        if (BatteryLevel.mind(told, reading)) {
            return battery.step(told, reading, before);
        }
        return edge != null ? told.ask(reading, edge) : Plan.nothingNew(reading);
    }

    /**
     * Delivered because we subscribed, not because it happened now. Where a life may depend on it and OFF was the last we
     * heard, an ON that the broker has kept can only have come while we were away: a sensor that keeps its state at the
     * broker would have replaced an older ON by its OFF. A person verifies it; better one call too many than a fire that
     * nobody was told of. A press is over when it is told, so the release that we know of decides nothing there.
     */
    private Plan.Step retained(Told told, Reading reading, @Nullable FieldState before) {
        boolean levelKnown = before != null && before.level() != null;
        boolean asks = reading.sense() == Sense.EVENT
                ? !levelKnown
                : reading.sense() == Sense.ON && !(before != null && (before.isOn() || olderThan(before, told)));
        if (asks && reading.kind().lifeSafety()) {
            return told.ask(reading, reading.sense() == Sense.EVENT ? Edge.EVENT : Edge.ON);
        }
        if (!told.known()) {
            return notRegistered(told, reading);
        }
        boolean sameAsKnown = before != null && before.value().equals(reading.value());
        return sameAsKnown && reading.sense() != Sense.EVENT
                ? Plan.nothingNew(reading)
                : new Plan.Settled(reading, Outcome.STALE, "signal.why.retained");
    }

    /** By the device's own clock, which is the only one that can say so. */
    private static boolean olderThan(FieldState before, Told told) {
        Instant time = told.report().time();
        Instant last = before.deviceTime();
        return before.level() != null && told.report().clock() && time != null && last != null && !time.isAfter(last);
    }

    private static @Nullable Edge edge(Reading reading, @Nullable FieldState before) {
        boolean wasOn = before != null && before.isOn();
        return switch (reading.sense()) {
            case EVENT -> Edge.EVENT;
            case ON -> wasOn ? again(reading) : Edge.ON;
            case OFF -> wasOn || firstOffline(reading, before) ? Edge.OFF : null;
            case NUMBER, UNCLEAR -> null;
        };
    }

    /** Said on purpose it rings again; repeated from the device's cache it is nothing new. */
    private static @Nullable Edge again(Reading reading) {
        return reading.kind().lifeSafety() && !reading.cached() ? Edge.AGAIN : null;
    }

    private static boolean firstOffline(Reading reading, @Nullable FieldState before) {
        return reading.kind() == SignalKind.ONLINE && (before == null || before.level() == null);
    }

    private boolean backfilled(Told told) {
        Instant time = told.report().time();
        return told.report().clock() && time != null && time.plus(staleAfter).isBefore(told.at());
    }

    private static Plan.Settled notRegistered(Told told, Reading reading) {
        return told.device() == null
                ? new Plan.Settled(reading, Outcome.UNKNOWN_DEVICE, "signal.why.unknownDevice")
                : new Plan.Settled(reading, Outcome.IGNORED, "signal.why.outOfUse");
    }
}
