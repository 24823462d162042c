package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Interpreter;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Proposed;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final Map<String, Device> devices;
    private final Set<String> idsStored;
    private final Map<String, String> proposed;
    private final Book.Draft draft;
    private final MeasuredValues values;
    private final OldNews oldNews;
    private final BatteryLevel battery;

    /**
     * {@code idsStored} holds {@link #idOf ids} of stored messages among the batch's, {@code proposed} what was last
     * proposed on its discovery topics, as hashes.
     */
    Planner(
            Map<String, Device> devices,
            Set<String> idsStored,
            Map<String, String> proposed,
            Book.Draft draft,
            MeasuredValues values,
            OldNews oldNews,
            BatteryLevel battery) {
        this.devices = devices;
        this.idsStored = idsStored;
        this.proposed = new HashMap<>(proposed);
        this.draft = draft;
        this.values = values;
        this.oldNews = oldNews;
        this.battery = battery;
    }

    static String idOf(String device, String id) {
        return device + "|" + id;
    }

    Plan plan(Item item) {
        if (item.understood() instanceof Unreadable unreadable) {
            String sender = item.device();
            Device known = sender == null ? null : devices.get(sender);
            Item whose = known == null ? item.ofNobody(unreadable) : item;
            return Plan.settled(whose, known, Outcome.UNREADABLE, unreadable.why());
        }
        if (item.understood() instanceof Proposed discovered) {
            return proposal(item, discovered);
        }
        String key = item.device();
        Format format = item.format();
        if (item.understood() instanceof Report report && key != null && format != null) {
            return report(item, report, key, format);
        }
        String why = item.understood() instanceof Ignored ignored ? ignored.why() : "signal.why.noSource";
        return Plan.settled(item, null, Outcome.IGNORED, why);
    }

    /** The broker keeps what was proposed and tells it at each connection; only what is new is written down. */
    private Plan proposal(Item item, Proposed discovered) {
        String topic = item.message().topic();
        if (discovered.proposals().isEmpty()) {
            return proposed.remove(topic) == null
                    ? Plan.settled(item, null, Outcome.NORMAL, "signal.why.normal")
                    : Plan.settled(item, null, Outcome.IGNORED, "signal.why.withdrawn");
        }
        return item.hash().equals(proposed.put(topic, item.hash()))
                ? Plan.settled(item, null, Outcome.NORMAL, "signal.why.normal")
                : Plan.settled(item, null, Outcome.IGNORED, "signal.why.proposed");
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
        DeviceClock.Verdict age = oldNews.judge(told);
        List<Plan.Step> steps = new ArrayList<>();
        for (Reading reading : readings) {
            steps.add(step(told, reading, age));
        }
        draft.signs().heard(told, steps, age.happened(report.time()));
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
        boolean same = last != null && last.had(told.item(), SAME_WITHIN);
        return same && plan.asks() ? "signal.why.sameContent" : null;
    }

    private void remember(Told told, Plan plan) {
        Item item = told.item();
        String topic = item.message().topic();
        draft.last(topic, Book.Last.with(draft.last(topic), item, SAME_WITHIN));
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
        if (old && (reading.sense() != Sense.OFF || before != null && OldNews.olderThan(before, told))) {
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

    private Plan.Step step(Told told, Reading reading, DeviceClock.Verdict age) {
        FieldState before = draft.state(told.key(), reading.field());
        Edge edge = edge(reading, before);
        if (told.retained() && reading.kind() != SignalKind.ONLINE) {
            return OldNews.retained(told, reading, before);
        }
        Plan.Step late = oldNews.sentLate(told, reading, before, age);
        if (late != null) {
            return late;
        }
        if (!told.known()) {
            return edge != null && reading.kind().lifeSafety() ? told.ask(reading, edge) : told.notRegistered(reading);
        }
        if (told.asleep(reading)) {
            return new Plan.Settled(reading, Outcome.HEALTH, "signal.why.asleep");
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
}
