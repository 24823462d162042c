package care.nearkin.notification;

import care.nearkin.notification.Wording.Written;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Carries letters to one webhook, and says in our words what its server answered. */
final class WebhookCarrier implements Carrier {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** The request itself is wrong for that server: the same one again gets the same answer. */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 405, 406, 410, 411, 413, 414, 415, 422, 501);

    private final Webhook webhook;
    private final WebhookClient client;
    private final Wording wording;
    private final Clock clock;

    WebhookCarrier(Webhook webhook, WebhookClient client, Wording wording, Clock clock) {
        this.webhook = webhook;
        this.client = client;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Fate> carry(Letter letter) {
        Optional<Written> written = wording.write(letter);
        if (written.isEmpty()) {
            return CompletableFuture.completedFuture(Fate.held(letter.toStaff() ? Snag.NO_ADDRESS : Snag.UNREADABLE));
        }
        return client.post(webhook, WebhookClient.Body.of(letter, written.get()))
                .handle((answer, failure) -> failure == null ? fate(answer, clock.instant()) : fate(failure));
    }

    static Fate fate(HttpResponse<String> answer, Instant now) {
        int status = answer.statusCode();
        if (status / 100 == 2 || status == 409) {
            return Fate.TAKEN;
        }
        Optional<Instant> later = answer.headers().firstValue("Retry-After").flatMap(said -> later(said, now));
        if ((status == 429 || status == 503) && later.isPresent()) {
            return new Fate.Later(later.get(), Snag.BUSY);
        }
        Snag why = why(status);
        String detail = Integer.toString(status);
        return FOR_GOOD.contains(status) ? new Fate.Held(why, detail) : new Fate.Failed(why, detail);
    }

    private static Snag why(int status) {
        return switch (status) {
            case 401, 403 -> Snag.NOT_ALLOWED;
            case 404, 410 -> Snag.NOT_FOUND;
            case 429, 503 -> Snag.BUSY;
            case 301, 302, 303, 307, 308 -> Snag.REDIRECT;
            default -> Snag.STATUS;
        };
    }

    /** Seconds or a date; at least a second and at most an hour from now. */
    private static Optional<Instant> later(String said, Instant now) {
        try {
            Instant asked = said.strip().matches("\\d{1,9}")
                    ? now.plusSeconds(Long.parseLong(said.strip()))
                    : ZonedDateTime.parse(said.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                            .toInstant();
            Instant soonest = now.plusSeconds(1);
            Instant latest = now.plus(LONGEST_WAIT);
            return Optional.of(asked.isBefore(soonest) ? soonest : asked.isAfter(latest) ? latest : asked);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Fate fate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Destination.Forbidden) {
                return Fate.held(Snag.FORBIDDEN_ADDRESS);
            }
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return Fate.failed(Snag.TIMED_OUT);
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return Fate.failed(Snag.UNKNOWN_HOST);
            }
            if (cause instanceof SSLException) {
                return Fate.failed(Snag.TLS);
            }
        }
        return Fate.failed(Snag.UNREACHABLE);
    }
}
