package care.nearkin.notification;

import care.nearkin.kernel.Words;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Sends a test message and tells what the server said to it. */
@Component
class WebhookTrial {

    private static final String KIND = "webhook-test";

    /** {@code answer} is the beginning of what the server wrote back; null when it could not be reached. */
    record Heard(boolean taken, String said, @Nullable String answer) {}

    private final WebhookClient client;
    private final Said said;
    private final Words words;
    private final Clock clock;

    WebhookTrial(WebhookClient client, Said said, Words words, Clock clock) {
        this.client = client;
        this.said = said;
        this.words = words;
        this.clock = clock;
    }

    Heard send(Webhook webhook, Channel channel, String to) {
        Locale language = LocaleContextHolder.getLocale();
        WebhookClient.Body body = new WebhookClient.Body(
                UUID.randomUUID().toString(),
                KIND,
                channel.name().toLowerCase(Locale.ROOT),
                to,
                language.toLanguageTag(),
                said.subject(language, KIND, Map.of()),
                said.text(language, KIND, Map.of()),
                null,
                false,
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            HttpResponse<String> answer = client.post(webhook, body).join();
            Fate fate = WebhookCarrier.fate(answer, clock.instant());
            return fate instanceof Fate.Taken
                    ? new Heard(
                            true,
                            words.say("notification.webhooks.test.taken", Integer.toString(answer.statusCode())),
                            answer.body())
                    : failed(fate, answer.body());
        } catch (CompletionException failure) {
            return failed(WebhookCarrier.fate(failure), null);
        }
    }

    private Heard failed(Fate fate, @Nullable String answer) {
        Snag why = Snag.BROKEN;
        String detail = "";
        if (fate instanceof Fate.Failed failed) {
            why = failed.why();
            detail = failed.detail() == null ? "" : failed.detail();
        } else if (fate instanceof Fate.Held held) {
            why = held.why();
            detail = held.detail() == null ? "" : held.detail();
        } else if (fate instanceof Fate.Later) {
            why = Snag.BUSY;
        }
        String plain = words.say("notification.trouble." + why, detail);
        return new Heard(false, words.say("notification.webhooks.test.failed", plain), answer);
    }
}
