package care.nearkin.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Posts to webhooks, signed; follows no redirect and waits for nobody longer than its time. */
@Component
class WebhookClient implements DisposableBean {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What is posted, as {@code docs/webhooks.md} says. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Body(
            String id,
            String kind,
            String channel,
            String to,
            String language,
            String title,
            String text,
            @Nullable String link,
            boolean urgent,

            @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable
            String caseNumber,

            Instant at) {

        static Body of(Letter letter, Wording.Written written) {
            return new Body(
                    letter.token().toString(),
                    letter.kind(),
                    letter.channel().name().toLowerCase(Locale.ROOT),
                    written.to(),
                    written.language().toLanguageTag(),
                    written.title(),
                    written.text(),
                    written.link(),
                    letter.urgent(),
                    letter.arguments().get("case"),
                    letter.toldAt().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        }

        /** Nothing personal, no secret. */
        @Override
        public String toString() {
            return "Body[" + id + "]";
        }
    }

    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(this::thread);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(executor)
            .build();

    WebhookClient(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "webhooks-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }

    CompletableFuture<HttpResponse<String>> post(Webhook webhook, Body body) {
        HttpRequest request = request(webhook, body);
        return CompletableFuture.runAsync(() -> allow(request.uri()), executor).thenCompose(allowed -> send(request));
    }

    /** The client's own time ends with the headers; an answer that goes on for ever is cut off here. */
    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new Beginning());
        CompletableFuture<HttpResponse<String>> inTime =
                answer.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        inTime.whenComplete((response, failure) -> {
            if (failure instanceof TimeoutException) {
                answer.cancel(true);
            }
        });
        return inTime;
    }

    private static void allow(URI uri) {
        try {
            Destination.allow(uri);
        } catch (UnknownHostException unknown) {
            throw new CompletionException(unknown);
        }
    }

    private HttpRequest request(Webhook webhook, Body body) {
        String text = text(body);
        Instant now = clock.instant();
        String timestamp = Long.toString(now.getEpochSecond());
        return HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Nearkin")
                .header("X-Nearkin-Id", body.id())
                .header("X-Nearkin-Timestamp", timestamp)
                .header("X-Nearkin-Signature", Signature.of(webhook.secrets(now), timestamp, text))
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
    }

    private String text(Body body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A webhook's body consists of plain values", impossible);
        }
    }
}
