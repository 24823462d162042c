package care.nearkin.signal.format;

import care.nearkin.signal.SignalKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a discovery message says of one thing that a device can tell: on which topic, in which field, in which words.
 * {@code part} tells the things of one message apart; {@code field} is empty where the whole payload is the value and null
 * where a template says so that only Home Assistant understands.
 */
public record Proposal(
        String part,
        @Nullable String device,
        @Nullable String model,
        @Nullable String room,
        @Nullable SignalKind signal,
        String stateTopic,
        @Nullable String field,
        @Nullable String on,
        @Nullable String off,
        List<String> availability,
        @Nullable Long reportSeconds) {

    private static final int LONGEST = 200;

    public Proposal {
        part = Plain.text(part, LONGEST);
        device = device == null ? null : Plain.text(device, LONGEST);
        model = model == null ? null : Plain.text(model, LONGEST);
        stateTopic = Plain.text(stateTopic);
        room = room == null ? null : Plain.text(room, 100);
        field = field == null ? null : Plain.text(field, LONGEST);
        availability = availability.stream().map(Plain::text).toList();
    }
}
