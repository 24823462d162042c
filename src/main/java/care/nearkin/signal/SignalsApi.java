package care.nearkin.signal;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What devices sent and what became of it, newest first. */
@RestController
@RequestMapping("/api/v1/signals")
class SignalsApi {

    /** {@code why} is an English sentence, {@code whyKey} what it was said from. */
    record Open(
            Instant receivedAt,
            @Nullable Instant deviceTime,
            String topic,
            @Nullable String device,
            @Nullable String signal,
            @Nullable String value,
            String outcome,
            String why,
            String whyKey,
            @JsonProperty("case") @Nullable String caseNumber,
            boolean retained,
            @Nullable String raw) {}

    private final Signals signals;
    private final Words words;

    SignalsApi(Signals signals, Words words) {
        this.signals = signals;
        this.words = words;
    }

    @MaySee
    @GetMapping
    Slice<Open> list(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return signals.list(
                        new Signals.Ask(blank(device), blank(topic), outcome(outcome), null, null, after, limit), true)
                .map(this::open);
    }

    static @Nullable Outcome outcome(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Outcome.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("outcome", "signal.refusal.outcome", name);
        }
    }

    static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Open open(Signals.Seen seen) {
        return new Open(
                seen.receivedAt(),
                seen.deviceTime(),
                seen.topic(),
                seen.device(),
                seen.signal(),
                seen.value(),
                seen.outcome().name(),
                words.know(seen.why()) ? words.say(Locale.ENGLISH, seen.why()) : seen.why(),
                seen.why(),
                seen.caseNumber(),
                seen.retained(),
                seen.raw());
    }
}
