package care.nearkin.notification;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Knows which ways lead out of the house, one lane each, and holds what no way is set up for. */
@Component
class Postman implements DisposableBean {

    private static final Lane.Measure MAIL = new Lane.Measure(4, Duration.ofSeconds(90), Duration.ofMinutes(2));
    private static final Lane.Measure WEB = new Lane.Measure(16, Duration.ofSeconds(15), Duration.ofSeconds(30));
    private static final Lane.Measure DEVICE = new Lane.Measure(32, Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final Letters letters;
    private final Webhooks webhooks;
    private final WebhookClient client;
    private final Wording wording;
    private final Words words;
    private final MailSettings settings;
    private final QuietHours quiet;
    private final Viewers viewers;
    private final Optional<JavaMailSender> server;
    private final ObjectProvider<DeviceLine> devices;
    private final Clock clock;
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(this::thread);
    private final Map<Object, Lane> lanes = new HashMap<>();

    Postman(
            Letters letters,
            Webhooks webhooks,
            WebhookClient client,
            Wording wording,
            Words words,
            MailSettings settings,
            QuietHours quiet,
            Viewers viewers,
            Optional<JavaMailSender> server,
            ObjectProvider<DeviceLine> devices,
            Clock clock) {
        this.letters = letters;
        this.webhooks = webhooks;
        this.client = client;
        this.wording = wording;
        this.words = words;
        this.settings = settings;
        this.quiet = quiet;
        this.viewers = viewers;
        this.server = server;
        this.devices = devices;
        this.clock = clock;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "post-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }

    /** Everything that is due now; answers how many letters were tried. */
    int round() {
        holdWhatNobodyCarries();
        return lanes().stream().map(lane -> CompletableFuture.supplyAsync(lane::round, executor)).toList().stream()
                .mapToInt(CompletableFuture::join)
                .sum();
    }

    /** Looks what ways there are now, and has a round made without waiting for it. */
    void look() {
        holdWhatNobodyCarries();
        lanes().forEach(lane -> lane.wake(executor));
    }

    /** A lane that is at work goes on, the others begin. */
    synchronized void wake() {
        lanes.values().forEach(lane -> lane.wake(executor));
    }

    /** Nothing more is taken; answers whether everything that was on its way has arrived. */
    synchronized boolean close() {
        lanes.values().forEach(Lane::close);
        return lanes.values().stream().allMatch(Lane::resting);
    }

    boolean hasServer() {
        return server.isPresent();
    }

    private void holdWhatNobodyCarries() {
        Instant now = clock.instant();
        List<Webhook> all = webhooks.all();
        for (Channel channel : List.of(Channel.SMS, Channel.VOICE)) {
            if (general(all, channel).isEmpty()) {
                letters.hold(Share.rest(channel, areas(all, channel)), Snag.NO_GATEWAY, now);
            }
        }
        if (server.isEmpty() && general(all, Channel.MAIL).isEmpty()) {
            letters.hold(Share.rest(Channel.MAIL, areas(all, Channel.MAIL)), Snag.NO_SERVER, now);
        }
        if (devices.getIfAvailable() == null) {
            letters.hold(Share.all(Channel.DEVICE), Snag.NO_LINE, now);
        }
        letters.holdOrphans(
                all.stream()
                        .filter(webhook -> webhook.carries(Channel.STAFF))
                        .map(Webhook::id)
                        .collect(Collectors.toSet()),
                now);
    }

    /** Lanes live as long as what they were made for; a webhook that was changed gets a new one. */
    private synchronized Collection<Lane> lanes() {
        Map<Object, Lane> now = new HashMap<>();
        List<Webhook> all = webhooks.all();
        if (server.isPresent() && general(all, Channel.MAIL).isEmpty()) {
            Share rest = Share.rest(Channel.MAIL, areas(all, Channel.MAIL));
            put(now, rest, "mail", rest, MAIL, mail(server.get(), executor));
        }
        DeviceLine line = devices.getIfAvailable();
        if (line != null) {
            Share share = Share.all(Channel.DEVICE);
            put(now, share, "devices", share, DEVICE, new DeviceCarrier(line, wording, clock));
        }
        for (Webhook webhook : all) {
            Carrier carrier = new WebhookCarrier(webhook, client, wording, clock);
            for (Share share : shares(webhook, all)) {
                put(now, List.of(webhook, share), "webhook " + webhook.id(), share, WEB, carrier);
            }
        }
        lanes.forEach((key, lane) -> {
            if (!now.containsKey(key)) {
                lane.close();
            }
        });
        lanes.clear();
        lanes.putAll(now);
        return List.copyOf(now.values());
    }

    private void put(
            Map<Object, Lane> now, Object key, String name, Share share, Lane.Measure measure, Carrier carrier) {
        Lane old = lanes.get(key);
        now.put(
                key,
                old != null && !old.closed()
                        ? old
                        : new Lane(name, share, measure, letter -> inTime(letter, carrier), letters, clock));
    }

    private Carrier mail(JavaMailSender sender, Executor on) {
        return new MailCarrier(sender, wording, words, settings, on);
    }

    /** Quiet hours hold back what can wait, and never anything urgent; nobody is woken by a text about what is over. */
    private java.util.concurrent.CompletionStage<Fate> inTime(Letter letter, Carrier carrier) {
        String staff = letter.staff();
        boolean late = letter.channel() == Channel.SMS && letter.over();
        if (staff != null && (late || letter.ofTheDay() && !concerns(staff, letter))) {
            return CompletableFuture.completedFuture(Fate.RECALLED);
        }
        if (staff != null && !letter.urgent()) {
            Optional<Instant> over = quiet.over(staff, clock.instant());
            if (over.isPresent()) {
                return CompletableFuture.completedFuture(new Fate.Later(over.get(), null));
            }
        }
        return carrier.carry(letter);
    }

    /** She may have been locked, or have lost the area, while it waited for the morning or for a server. */
    private boolean concerns(String staff, Letter letter) {
        return viewers.of(staff).filter(viewer -> viewer.serves(letter.area())).isPresent();
    }

    /** Of several webhooks for the same channel and area the first carries; the others stand by. */
    private static List<Share> shares(Webhook webhook, List<Webhook> all) {
        List<Share> shares = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            if (!webhook.carries(channel)) {
                continue;
            }
            if (channel == Channel.STAFF) {
                shares.add(Share.bound(channel, webhook.id()));
            } else if (webhook.areas().isEmpty()) {
                if (general(all, channel).filter(webhook::equals).isPresent()) {
                    shares.add(Share.rest(channel, areas(all, channel)));
                }
            } else {
                Set<String> areas = new LinkedHashSet<>(webhook.areas());
                areas.removeAll(areas(all.subList(0, all.indexOf(webhook)), channel));
                shares.add(Share.areas(channel, areas));
            }
        }
        return shares;
    }

    private static Optional<Webhook> general(List<Webhook> all, Channel channel) {
        return all.stream()
                .filter(webhook -> webhook.carries(channel) && webhook.areas().isEmpty())
                .findFirst();
    }

    private static Set<String> areas(List<Webhook> all, Channel channel) {
        return all.stream()
                .filter(webhook -> webhook.carries(channel))
                .flatMap(webhook -> webhook.areas().stream())
                .collect(Collectors.toSet());
    }
}
