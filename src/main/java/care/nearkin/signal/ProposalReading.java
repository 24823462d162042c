package care.nearkin.signal;

import care.nearkin.signal.format.FieldRule;
import care.nearkin.signal.format.Interpreter;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Proposal;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out by trying which of our devices a proposed topic belongs to, and what its field map needs so that the proposed
 * words mean what is proposed: the formats read messages made up for it.
 */
@Component
class ProposalReading {

    private static final String NOTHING = "{}";
    private static final String SOME_NUMBER = "20";

    private final Dispatch dispatch;
    private final Clock clock;

    ProposalReading(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /** {@code mappable}: a field map can make it say what is proposed. Without a rule the format does so by itself. */
    record Fit(
            @Nullable String device,
            @Nullable String field,
            @Nullable FieldRule rule,
            boolean mappable) {

        static final Fit NONE = new Fit(null, null, null, false);
    }

    int sourcesMark() {
        return dispatch.sourcesMark();
    }

    Fit fit(Proposal proposal) {
        Dispatch.Probe probe = probe(proposal, sample(proposal))
                .or(() -> dispatch.probe(message(proposal.stateTopic(), NOTHING)))
                .orElse(null);
        if (probe == null) {
            return Fit.NONE;
        }
        String field = field(proposal, probe);
        SignalKind kind = proposal.signal();
        if (field == null || kind == null) {
            return new Fit(probe.device(), field, null, false);
        }
        Optional<Optional<FieldRule>> rule = candidates(proposal, kind)
                .filter(one -> says(proposal, field, kind, one))
                .findFirst();
        return new Fit(probe.device(), field, rule.flatMap(one -> one).orElse(null), rule.isPresent());
    }

    /** The device that answers for this one's line: whose availability it shares. */
    Optional<String> gateway(String device, List<String> availability) {
        return availability.stream()
                .flatMap(topic -> dispatch.probe(message(topic, "online")).stream())
                .map(Dispatch.Probe::device)
                .filter(key -> !key.equals(device))
                .findFirst();
    }

    private static Stream<Optional<FieldRule>> candidates(Proposal proposal, SignalKind kind) {
        String key = kind.key();
        String on = proposal.on();
        return Stream.of(
                Optional.empty(),
                Optional.of(new FieldRule(key, null, null)),
                Optional.of(new FieldRule(key, true, null)),
                Optional.of(new FieldRule(key, null, Set.of(on == null ? "on" : on))));
    }

    private boolean says(Proposal proposal, String field, SignalKind kind, Optional<FieldRule> rule) {
        Map<String, FieldRule> map = rule.map(one -> Map.of(field, one)).orElse(Map.of());
        if (kind == SignalKind.BATTERY || kind == SignalKind.TEMPERATURE) {
            return sense(proposal, field, SOME_NUMBER, map, kind) == Sense.NUMBER;
        }
        String on = proposal.on() == null ? "ON" : proposal.on();
        String off = proposal.off() == null ? "OFF" : proposal.off();
        Sense told = sense(proposal, field, on, map, kind);
        return told == Sense.EVENT || told == Sense.ON && sense(proposal, field, off, map, kind) == Sense.OFF;
    }

    private @Nullable Sense sense(
            Proposal proposal, String field, String value, Map<String, FieldRule> map, SignalKind kind) {
        return probe(proposal, value).stream()
                .flatMap(probe -> Interpreter.readings(probe.report(), probe.format(), map, null).stream())
                .filter(reading -> reading.field().equals(field) && means(reading, kind))
                .map(Reading::sense)
                .findFirst()
                .orElse(null);
    }

    /** An SOS button's press may be told as a press of a button: what it is registered as decides. */
    private static boolean means(Reading reading, SignalKind kind) {
        return reading.kind() == kind || kind == SignalKind.BUTTON && reading.kind() == SignalKind.SOS;
    }

    private static String sample(Proposal proposal) {
        return Objects.requireNonNullElse(proposal.on(), "ON");
    }

    private static @Nullable String field(Proposal proposal, Dispatch.Probe probe) {
        String said = proposal.field();
        return said == null
                ? null
                : probe.report().fields().stream()
                        .map(field -> field.name())
                        .filter(name -> said.isEmpty() || name.equals(said) || name.endsWith("." + said))
                        .findFirst()
                        .orElse(null);
    }

    private Optional<Dispatch.Probe> probe(Proposal proposal, String value) {
        String field = proposal.field();
        String payload = field == null ? NOTHING : field.isEmpty() ? value : json(field, value);
        return dispatch.probe(message(proposal.stateTopic(), payload));
    }

    private Message message(String topic, String payload) {
        return new Message(topic, payload.getBytes(StandardCharsets.UTF_8), false, clock.instant());
    }

    private static String json(String path, String value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode at = whole;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            at = at.putObject(steps[i]);
        }
        at.put(steps[steps.length - 1], value);
        return whole.toString();
    }
}
