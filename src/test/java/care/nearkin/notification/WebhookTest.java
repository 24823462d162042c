package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.Sent.State;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class WebhookTest {

    private static final Viewer EVERYWHERE = new Viewer("", Set.of(), Set.of(), true);

    @Autowired
    Messages messages;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Letters letters;

    @Autowired
    Postman postman;

    @Autowired
    WebhookClient client;

    @Autowired
    Wording wording;

    @Autowired
    care.nearkin.kernel.Words words;

    @Autowired
    MailSettings settings;

    @Autowired
    QuietHours quiet;

    @Autowired
    Viewers viewers;

    @Autowired
    Optional<JavaMailSender> mail;

    @Autowired
    ObjectProvider<DeviceLine> devices;

    @Autowired
    ObjectMapper json;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final TestServer server = new TestServer();
    final String number = "W" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    @AfterEach
    void emptyOutbox() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from webhook");
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsPostedSaysEverythingAndIsSignedAsTheDocumentationSays() throws Exception {
        String secret = add("gateway", Channel.SMS).secret();
        messages.send(List.of(message("1", "13812345678", true)));

        postman.round();

        assertThat(state("1")).isEqualTo(State.SENT);
        TestServer.Got got = server.got.get(0);
        assertThat(got.signature()).isEqualTo("v1=" + hmac(secret, got.timestamp() + "." + got.body()));
        assertThat(Long.parseLong(got.timestamp()))
                .isCloseTo(clock.instant().getEpochSecond(), org.assertj.core.data.Offset.offset(5L));
        JsonNode body = json.readTree(got.body());
        assertThat(body.get("id").asText()).isEqualTo(got.id());
        assertThat(body.get("channel").asText()).isEqualTo("sms");
        assertThat(body.get("to").asText()).isEqualTo("13812345678");
        assertThat(body.get("kind").asText()).isEqualTo("webhook-test");
        assertThat(body.get("language").asText()).isEqualTo("zh-CN");
        assertThat(body.get("text").asText()).contains("近邻");
        assertThat(body.get("link").asText()).isEqualTo("/a/secret");
        assertThat(body.get("urgent").asBoolean()).isTrue();
        assertThat(body.get("case").asText()).isEqualTo(number);
        assertThat(body.get("at").asText()).endsWith("Z");
    }

    @Test
    void whileASecretIsRenewedBothSignAndThenOnlyTheNewOne() {
        Webhooks.Made first = add("gateway", Channel.SMS);
        String second = webhooks.renew(first.id()).secret();
        messages.send(List.of(message("1")));
        postman.round();
        TestServer.Got got = server.got.get(0);
        String text = got.timestamp() + "." + got.body();
        assertThat(got.signature()).isEqualTo("v1=" + hmac(second, text) + ",v1=" + hmac(first.secret(), text));

        time.stopAt(clock.instant().plus(Duration.ofDays(7)).plusSeconds(1));
        messages.send(List.of(message("2")));
        postman.round();
        TestServer.Got later = server.got.get(1);
        assertThat(later.signature()).isEqualTo("v1=" + hmac(second, later.timestamp() + "." + later.body()));
    }

    @Test
    void nothingOfASecretStandsInTheTableInClear() {
        String secret = add("gateway", Channel.SMS).secret();

        assertThat(jdbc.queryForList("select webhook::text from webhook", String.class))
                .hasSize(1)
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void aServerThatIsDownIsTriedWithGrowingGapsThenAPersonSaysTryAgain() {
        add("gateway", Channel.SMS);
        server.status = 500;
        time.stopAt(clock.instant());
        messages.send(List.of(message("1")));
        List<Duration> gaps = new ArrayList<>();

        for (int attempt = 1; attempt <= 4; attempt++) {
            postman.round();
            Sent sent = sent("1");
            assertThat(sent.state()).isEqualTo(State.WAITING);
            assertThat(sent.trouble()).isEqualTo("notification.trouble.STATUS");
            assertThat(sent.detail()).isEqualTo("500");
            gaps.add(Duration.between(clock.instant(), sent.at()));
            postman.round();
            assertThat(server.got).as("not before its time").hasSize(attempt);
            time.stopAt(sent.at());
        }
        postman.round();

        assertThat(gaps).isEqualTo(Letters.GAPS);
        assertThat(state("1")).isEqualTo(State.HELD);
        assertThat(server.got)
                .extracting(TestServer.Got::id)
                .hasSize(5)
                .containsOnly(server.got.get(0).id());

        server.status = 200;
        transaction.executeWithoutResult(status -> letters.again(EVERYWHERE, null, Channel.SMS, clock.instant()));
        postman.round();
        assertThat(state("1")).isEqualTo(State.SENT);
        assertThat(server.got.get(5).id()).isEqualTo(server.got.get(0).id());
    }

    @Test
    void aMessageThatWasPostedAndNotNotedDownIsPostedAgainUnderTheSameId() {
        add("gateway", Channel.SMS);
        messages.send(List.of(message("1")));
        Letter taken = letters.take(Share.all(Channel.SMS), 1, Duration.ofSeconds(30), clock.instant())
                .get(0);
        postman.round();
        assertThat(server.got).as("somebody has it").isEmpty();

        time.stopAt(clock.instant().plusSeconds(31));
        postman.round();

        assertThat(server.got)
                .extracting(TestServer.Got::id)
                .containsExactly(taken.token().toString());
    }

    @Test
    void twoNodesPostEachMessageOnce() {
        add("gateway", Channel.SMS);
        messages.send(IntStream.range(0, 300).mapToObj(i -> message("" + i)).toList());
        Postman other =
                new Postman(letters, webhooks, client, wording, words, settings, quiet, viewers, mail, devices, clock);

        CompletableFuture<Integer> here = CompletableFuture.supplyAsync(postman::round);
        CompletableFuture<Integer> there = CompletableFuture.supplyAsync(other::round);

        assertThat(here.join() + there.join()).isEqualTo(300);
        assertThat(server.got).hasSize(300).extracting(TestServer.Got::id).doesNotHaveDuplicates();
        other.destroy();
    }

    @Test
    void aServerThatHangsDelaysNeitherMailNorAnotherWebhook() {
        add("hangs", Channel.SMS);
        server.hang();
        try (TestServer second = new TestServer()) {
            webhooks.add(new Webhooks.Entry("answers", second.url(), Set.of(Channel.VOICE), Set.of(), true));
            List<Message> all = new ArrayList<>();
            IntStream.range(0, 40).forEach(i -> all.add(message("sms" + i)));
            all.add(to("voice", new To.Phone("02112345678", To.Via.VOICE)));
            all.add(to("mail", new To.Mail("daughter@example.test")));
            messages.send(all);

            long begun = System.nanoTime();
            CompletableFuture<Integer> round = CompletableFuture.supplyAsync(postman::round);
            await(() -> state("voice") == State.SENT && state("mail") == State.SENT);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            assertThat(server.got).as("so many at once and no more").hasSizeBetween(1, 16);
            server.gate.countDown();
            round.join();
            assertThat(messages.of(number)).extracting(Sent::state).containsOnly(State.SENT);
        }
    }

    @Test
    void whatIsUrgentLeavesBeforeWhatHasWaitedLonger() {
        add("gateway", Channel.SMS);
        messages.send(IntStream.range(0, 60)
                .mapToObj(i -> message("a" + i, "13800000000", false))
                .toList());
        time.stopAt(clock.instant().plusSeconds(5));
        messages.send(List.of(message("urgent", "13900000000", true)));

        postman.round();

        List<String> bodies = server.got.stream().map(TestServer.Got::body).toList();
        assertThat(bodies).hasSize(61);
        assertThat(bodies.subList(0, 17)).anyMatch(body -> body.contains("13900000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "409, SENT,",
        "410, HELD, NOT_FOUND",
        "400, HELD, STATUS",
        "404, WAITING, NOT_FOUND",
        "401, WAITING, NOT_ALLOWED",
        "403, WAITING, NOT_ALLOWED",
        "302, WAITING, REDIRECT",
        "503, WAITING, BUSY"
    })
    void everyAnswerIsUnderstood(int status, State state, String trouble) {
        add("gateway", Channel.SMS);
        server.status = status;
        server.headers = Map.of("Location", server.url() + "/elsewhere");
        messages.send(List.of(message("1")));

        postman.round();

        assertThat(state("1")).isEqualTo(state);
        assertThat(sent("1").trouble()).isEqualTo(trouble == null ? null : "notification.trouble." + trouble);
        assertThat(server.got).as("no redirect is followed").hasSize(1);
    }

    @Test
    void aServerThatAsksToWaitIsLeftAloneForSoLongAndItIsNoAttempt() {
        add("gateway", Channel.SMS);
        time.stopAt(clock.instant());
        server.status = 429;
        server.headers = Map.of("Retry-After", "30");
        messages.send(List.of(message("1")));
        postman.round();

        assertThat(sent("1").attempts()).isZero();
        assertThat(Duration.between(clock.instant(), sent("1").at())).isEqualTo(Duration.ofSeconds(30));
        messages.send(List.of(message("2")));
        time.stopAt(clock.instant().plusSeconds(29));
        postman.round();
        assertThat(server.got).as("others wait with it").hasSize(1);

        server.status = 200;
        time.stopAt(clock.instant().plusSeconds(1));
        postman.round();
        assertThat(messages.of(number)).extracting(Sent::state).containsOnly(State.SENT);
    }

    @Test
    void whatIsRecalledInTimeNeverLeaves() {
        add("gateway", Channel.SMS);
        messages.send(List.of(message("1"), message("2")));
        messages.recall(key("1"));

        postman.round();

        assertThat(server.got).hasSize(1);
        assertThat(messages.of(number)).extracting(Sent::state).containsExactly(State.RECALLED, State.SENT);
    }

    @Test
    void withoutAWebhookItIsHeldWithTheReason() {
        messages.send(List.of(message("1")));

        postman.round();

        assertThat(state("1")).isEqualTo(State.HELD);
        assertThat(sent("1").trouble()).isEqualTo("notification.trouble.NO_GATEWAY");
    }

    @Test
    void aWebhookOfAnAreaComesBeforeTheOneForAll() {
        add("all", Channel.SMS);
        try (TestServer second = new TestServer()) {
            webhooks.add(new Webhooks.Entry("east", second.url(), Set.of(Channel.SMS), Set.of("east"), true));
            messages.send(List.of(area("1", "east"), area("2", "west"), message("3")));

            postman.round();

            assertThat(second.got).hasSize(1);
            assertThat(server.got).hasSize(2);
        }
    }

    @Test
    void aThousandMessagesReachAFastServerAtMoreThanTwoHundredASecond() {
        add("gateway", Channel.SMS);
        messages.send(IntStream.range(0, 1000).mapToObj(i -> message("" + i)).toList());

        long begun = System.nanoTime();
        postman.round();
        double seconds = (System.nanoTime() - begun) / 1e9;

        System.out.printf("1000 messages to a webhook: %.0f/s%n", 1000 / seconds);
        assertThat(server.got).hasSize(1000);
        assertThat(1000 / seconds).isGreaterThan(200);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        add("gateway", Channel.SMS);
        server.answer = "x".repeat(10_000_000);
        server.status = 200;
        messages.send(List.of(message("1")));

        postman.round();

        assertThat(state("1")).isEqualTo(State.SENT);
    }

    @Test
    void anUnreachableServerAnUnknownNameAndAForbiddenAddressAreTold(@TempDir java.nio.file.Path folder)
            throws Exception {
        add("gateway", Channel.SMS);
        messages.send(List.of(message("1")));
        TestServer secure = TestServer.untrusted(folder);
        for (String[] one : new String[][] {
            {"http://127.0.0.1:1/", "UNREACHABLE"},
            {"https://no-such-host.invalid/", "UNKNOWN_HOST"},
            {secure.url(), "TLS"},
            {"http://169.254.169.254/latest", "FORBIDDEN_ADDRESS"}
        }) {
            transaction.executeWithoutResult(status -> {
                jdbc.update("update webhook set url = ?", one[0]);
                letters.again(EVERYWHERE, null, null, clock.instant());
            });
            postman.round();
            assertThat(sent("1").trouble()).as(one[0]).isEqualTo("notification.trouble." + one[1]);
        }
        secure.close();
    }

    private void await(java.util.function.BooleanSupplier reached) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(8)).until(reached::getAsBoolean);
    }

    private Webhooks.Made add(String name, Channel first, Channel... more) {
        return webhooks.add(new Webhooks.Entry(name, server.url(), EnumSet.of(first, more), Set.of(), true));
    }

    private String key(String rest) {
        return number + ":" + rest;
    }

    private Sent sent(String rest) {
        return messages.of(key(rest)).get(0);
    }

    private State state(String rest) {
        return sent(rest).state();
    }

    private Message message(String rest) {
        return message(rest, "13800000000", true);
    }

    private Message message(String rest, String phone, boolean urgent) {
        return new Message(
                "webhook-test",
                key(rest),
                new To.Phone(phone, To.Via.SMS),
                Locale.SIMPLIFIED_CHINESE,
                Map.of("case", number),
                "/a/secret",
                urgent);
    }

    private Message area(String rest, String area) {
        Message plain = message(rest);
        return new Message(
                plain.kind(),
                plain.key(),
                plain.to(),
                plain.language(),
                plain.arguments(),
                plain.link(),
                plain.urgent(),
                area);
    }

    private Message to(String rest, To to) {
        Message plain = message(rest);
        return new Message(plain.kind(), plain.key(), to, plain.language(), plain.arguments(), plain.link(), true);
    }

    /** As docs/webhooks.md says, and not by our own code. */
    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
