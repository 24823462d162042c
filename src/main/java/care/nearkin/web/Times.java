package care.nearkin.web;

import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as pages first show them, in the reader's language and the house's zone; {@code times.js} keeps them right. */
@Component
class Times {

    private static final String TIME = "HH:mm:ss";
    private static final Duration SOON_WITHOUT_START = Duration.ofMinutes(15);

    private final Clock clock;
    private final Words words;

    Times(Clock clock, Words words) {
        this.clock = clock;
        this.words = words;
    }

    public String now() {
        return clock.instant().toString();
    }

    public String exact(Instant instant) {
        return written(words.say("web.time.exact"), instant);
    }

    /** The time alone for what was today. */
    public String brief(Instant instant) {
        boolean today = instant.atZone(clock.getZone())
                .toLocalDate()
                .equals(clock.instant().atZone(clock.getZone()).toLocalDate());
        return written(today ? TIME : words.say("web.time.exact"), instant);
    }

    private String written(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, LocaleContextHolder.getLocale())
                .withZone(clock.getZone())
                .format(instant);
    }

    public String ago(Instant instant) {
        Duration gone = Duration.between(instant, clock.instant());
        return gone.isNegative()
                ? words.say("web.time.in", span(gone.negated()))
                : words.say("web.time.ago", span(gone));
    }

    public String due(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative()
                ? words.say("web.due.late", countdown(left.negated()))
                : words.say("web.due.left", countdown(left));
    }

    /** As {@link #due} of the limit behind it. */
    public String limit(Instant fatal) {
        Duration left = Duration.between(clock.instant(), fatal);
        return left.isNegative()
                ? words.say("web.due.limit.late", countdown(left.negated()))
                : words.say("web.due.limit.left", countdown(left));
    }

    /** Late; soon in the last quarter of a wait whose start is known, else in the last 15 minutes; calm before. */
    public String state(Instant due, @Nullable Instant since) {
        Instant now = clock.instant();
        if (now.isAfter(due)) {
            return "late";
        }
        Duration quarter = since == null
                ? SOON_WITHOUT_START
                : Duration.between(since, due).dividedBy(4);
        return Duration.between(now, due).compareTo(quarter) < 0 ? "soon" : "calm";
    }

    /** A length that was set, in the largest unit that says it exactly. */
    public String lasting(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % 86_400 == 0) {
            return words.say("web.span.days", length.toDays());
        }
        if (seconds % 3_600 == 0) {
            return words.say("web.span.hoursOnly", length.toHours());
        }
        return seconds % 60 == 0
                ? words.say("web.span.minutes", length.toMinutes())
                : words.say("web.span.seconds", seconds);
    }

    private String span(Duration span) {
        if (span.toDays() > 0) {
            return words.say("web.span.days", span.toDays());
        }
        if (span.toHours() > 0) {
            return words.say("web.span.hoursOnly", span.toHours());
        }
        return span.toMinutes() > 0
                ? words.say("web.span.minutes", span.toMinutes())
                : words.say("web.span.seconds", span.toSeconds());
    }

    private String countdown(Duration span) {
        if (span.toDays() > 0) {
            return words.say("web.span.days", span.toDays());
        }
        if (span.toHours() > 0) {
            return words.say("web.span.hours", span.toHours(), "%02d".formatted(span.toMinutesPart()));
        }
        return "%02d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
    }
}
