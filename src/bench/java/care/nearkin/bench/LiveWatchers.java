package care.nearkin.bench;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People who have the list of tasks open, in a process of their own so that their work is not counted as the program's. They
 * do what {@code live.js} and {@code tasks.js} do: listen, ask at once, and then not again for a while. What changed in whose
 * list, and when she saw it, goes to the standard output.
 */
final class LiveWatchers {

    private static final String LIST = "/tasks?view=groups&sort=due";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("<tr id=\"t-([^\"]+)\" data-stamp=\"[^\"]+\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern STAMP = Pattern.compile("<tr id=\"t-([^\"]+)\" data-stamp=\"([^\"]+)\">");
    private static final Pattern HOLDER = Pattern.compile("data-label=\"Taken by\"><span( class=\"soft\")?>");
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(4);
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final long SPREAD = 500;
    private static final long REST = Long.getLong("rest", 600);

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .executor(TIMER)
            .build();
    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, String> stamps = new ConcurrentHashMap<>();
    private final String address;
    private final String name;
    private boolean spreading;
    private boolean spreadAgain;
    private boolean resting;
    private boolean again;

    private LiveWatchers(int port, String name) {
        this.address = "http://127.0.0.1:" + port;
        this.name = name;
    }

    /** Port, password, then names. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        for (String name : List.of(arguments).subList(2, arguments.length)) {
            LiveWatchers person = new LiveWatchers(Integer.parseInt(arguments[0]), name);
            person.signIn(arguments[1]);
            person.look();
            person.listen();
        }
        System.out.println("READY");
        while (System.in.read() >= 0) {
            System.out.println("ASKED " + ASKED.get());
        }
        System.exit(0);
    }

    private void signIn(String password) throws Exception {
        Matcher csrf = CSRF.matcher(http.send(to("/sign-in").build(), BodyHandlers.ofString()).body());
        if (!csrf.find()) {
            throw new IllegalStateException("no form");
        }
        http.send(
                to("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf="
                                + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8) + "&username=" + name
                                + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.discarding());
    }

    private void listen() {
        http.sendAsync(
                to("/live").header("Accept", "text/event-stream").build(),
                BodyHandlers.fromLineSubscriber(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription line) {
                        line.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(String line) {
                        if (line.equals("event:tasks")) {
                            spread();
                        }
                    }

                    @Override
                    public void onError(Throwable trouble) {
                        System.out.println("LOST " + name + " " + trouble);
                    }

                    @Override
                    public void onComplete() {}
                }));
    }

    /** At once, then at most twice a second, and never without a last time. */
    private synchronized void spread() {
        if (spreading) {
            spreadAgain = true;
            return;
        }
        spreading = true;
        ask();
        TIMER.schedule(this::spreadOver, SPREAD, TimeUnit.MILLISECONDS);
    }

    private synchronized void spreadOver() {
        spreading = false;
        if (spreadAgain) {
            spreadAgain = false;
            spread();
        }
    }

    private synchronized void ask() {
        if (resting) {
            again = true;
            return;
        }
        resting = true;
        http.sendAsync(rows(), BodyHandlers.ofString()).whenComplete((answer, trouble) -> {
            ASKED.incrementAndGet();
            if (answer != null && answer.statusCode() == 200) {
                follow(answer.body());
            } else {
                System.out.println("LOST " + name + " " + trouble + answer);
            }
            TIMER.schedule(this::rested, REST, TimeUnit.MILLISECONDS);
        });
    }

    private synchronized void rested() {
        resting = false;
        if (again) {
            again = false;
            ask();
        }
    }

    private void look() throws Exception {
        follow(http.send(rows(), BodyHandlers.ofString()).body());
        if (shown.isEmpty()) {
            throw new IllegalStateException("an empty list");
        }
    }

    private synchronized void follow(String body) {
        long now = System.currentTimeMillis();
        Matcher stamp = STAMP.matcher(body);
        while (stamp.find()) {
            stamps.put(stamp.group(1), stamp.group(2));
        }
        Matcher row = ROW.matcher(body);
        while (row.find()) {
            String held = holder(row.group(2));
            String before = shown.put(row.group(1), held == null ? "" : held);
            if (before != null && !before.equals(held)) {
                System.out.println("SEEN " + row.group(1) + " " + held + " " + now);
            }
        }
    }

    /** "free" or "held". */
    private static @Nullable String holder(String row) {
        Matcher holder = HOLDER.matcher(row);
        return holder.find() ? holder.group(1) == null ? "held" : "free" : null;
    }

    private HttpRequest rows() {
        return to(LIST)
                .header("HX-Request", "true")
                .header("Rows-Shown", String.join(",", stamps.values()))
                .build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Accept-Language", "en");
    }
}
