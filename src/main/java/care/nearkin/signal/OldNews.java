package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inbox's rules for what did not happen now: kept by the broker, or sent late by the device. Old news is shown and
 * opens nothing, unless a life may depend on it and nobody can know that it is over.
 */
final class OldNews {

    /** Whoever called for help longer ago has been found, or is missed by the watch over silence. */
    private static final Duration NOBODY_WAITS = Duration.ofHours(24);

    private final DeviceClock clock;
    private final Book.Draft draft;
    /** What the devices tell in this batch by their own clocks: the latest of all, and of each field. */
    private final Map<String, Instant> latest = new HashMap<>();

    private final Map<Book.Place, Instant> latestOfField = new HashMap<>();

    OldNews(Duration staleAfter, Book.Draft draft, List<Item> items) {
        this.clock = new DeviceClock(staleAfter);
        this.draft = draft;
        for (Item item : items) {
            String device = item.device();
            if (device != null && item.understood() instanceof Report report && report.clock()) {
                note(device, report);
            }
        }
    }

    private void note(String device, Report report) {
        Instant time = report.time();
        if (time != null) {
            latest.merge(device, time, OldNews::later);
            for (Field field : report.fields()) {
                latestOfField.merge(new Book.Place(device, field.name()), time, OldNews::later);
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** By the device's own clock, and by how that clock has run; remembers what this report shows of it. */
    DeviceClock.Verdict judge(Told told) {
        Instant time = told.report().time();
        if (!told.report().clock() || time == null || told.retained()) {
            return new DeviceClock.Verdict(DeviceClock.Age.NOW, null);
        }
        Map<String, FieldState> states = draft.states(told.key());
        DeviceClock.Verdict verdict = clock.judge(time, told.at(), states, proven(told, time));
        FieldState before = states.get(DeviceClock.FIELD);
        boolean right = verdict.age() == DeviceClock.Age.NOW && verdict.wrongBy() == null;
        if (!right || before != null && !before.value().isEmpty()) {
            draft.state(told.key(), DeviceClock.FIELD, DeviceClock.remembered(told, time, verdict.wrongBy(), before));
        }
        return verdict;
    }

    private boolean proven(Told told, Instant time) {
        Instant newest = latest.get(told.key());
        return newest != null && newest.isAfter(time) && clock.present(newest, told.at());
    }

    /** Null where the reading is to be handled as one of now. */
    Plan.@Nullable Step sentLate(Told told, Reading reading, @Nullable FieldState before, DeviceClock.Verdict verdict) {
        boolean asks =
                switch (verdict.age()) {
                    case NOW -> true;
                    case UNSURE -> mayNotWait(reading.kind());
                    case HISTORY -> reading.kind().lifeSafety() && somebodyMayWait(told, reading, before, verdict);
                };
        return asks ? null : new Plan.Settled(reading, Outcome.STALE, "signal.why.backfilled");
    }

    private static boolean mayNotWait(SignalKind kind) {
        return kind.lifeSafety() || kind == SignalKind.LEAK || kind == SignalKind.INTRUSION;
    }

    private boolean somebodyMayWait(
            Told told, Reading reading, @Nullable FieldState before, DeviceClock.Verdict verdict) {
        Instant time = told.report().time();
        Duration wrongBy = verdict.wrongBy() == null ? Duration.ZERO : verdict.wrongBy();
        boolean today = time != null && time.plus(NOBODY_WAITS).plus(wrongBy).isAfter(told.at());
        return today && (reading.sense() == Sense.EVENT || !toldSince(told, reading, before));
    }

    /** What the field said later is known, or is about to be. */
    private boolean toldSince(Told told, Reading reading, @Nullable FieldState before) {
        Instant time = told.report().time();
        Instant newest = latestOfField.get(new Book.Place(told.key(), reading.field()));
        return time != null && newest != null && newest.isAfter(time) || before != null && olderThan(before, told);
    }

    /**
     * Delivered because we subscribed, not because it happened now. Where a life may depend on it and OFF was the last we
     * heard, an ON that the broker has kept can only have come while we were away: a sensor that keeps its state at the
     * broker would have replaced an older ON by its OFF. A person verifies it; better one call too many than a fire that
     * nobody was told of. A press is over when it is told, so the release that we know of decides nothing there.
     */
    static Plan.Step retained(Told told, Reading reading, @Nullable FieldState before) {
        boolean levelKnown = before != null && before.level() != null;
        boolean asks = reading.sense() == Sense.EVENT
                ? !levelKnown
                : reading.sense() == Sense.ON && !(before != null && (before.isOn() || olderThan(before, told)));
        if (asks && reading.kind().lifeSafety()) {
            return told.ask(reading, reading.sense() == Sense.EVENT ? Edge.EVENT : Edge.ON);
        }
        if (!told.known()) {
            return told.notRegistered(reading);
        }
        boolean sameAsKnown = before != null && before.value().equals(reading.value());
        return sameAsKnown && reading.sense() != Sense.EVENT
                ? Plan.nothingNew(reading)
                : new Plan.Settled(reading, Outcome.STALE, "signal.why.retained");
    }

    /** By the device's own clock, which is the only one that can say so. */
    static boolean olderThan(FieldState before, Told told) {
        Instant time = told.report().time();
        Instant last = before.deviceTime();
        return before.level() != null && told.report().clock() && time != null && last != null && !time.isAfter(last);
    }
}
