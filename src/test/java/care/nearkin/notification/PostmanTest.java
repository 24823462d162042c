package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Words;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class PostmanTest {

    private static final care.nearkin.access.Viewer EVERYWHERE =
            new care.nearkin.access.Viewer("", Set.of(), Set.of(), true);

    @Autowired
    PostOffice office;

    @Autowired
    GreenMail server;

    @Autowired
    Notices notices;

    @Autowired
    Letters rows;

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookClient client;

    @Autowired
    Wording wording;

    @Autowired
    QuietHours quiet;

    @Autowired
    care.nearkin.access.Viewers viewers;

    @Autowired
    ObjectProvider<DeviceLine> devices;

    @Autowired
    Words words;

    @Autowired
    StaffAccounts staff;

    @Autowired
    MailSettings settings;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    final String name = "mail" + UUID.randomUUID().toString().substring(0, 8);
    final String address = name + "@example.test";
    Instant now = Instant.now();

    @BeforeEach
    void emptyOutbox() {
        sql("delete from outgoing");
        staff.create(new StaffAccounts.NewStaff(name, "王督导", Set.of(Group.KEEPER), null, address, "zh"));
    }

    @Test
    void aLetterSaysInTheReadersLanguageWhatIsWrongAndNamesTheCase() throws Exception {
        tell("no-operator");

        List<MimeMessage> mail = office.deliverTo(address);

        assertThat(mail).hasSize(1);
        assertThat(mail.get(0).getSubject()).isEqualTo("【近邻】报警台没有人");
        assertThat((String) mail.get(0).getContent()).contains("没有坐席登录").contains("/cases/AL-2026-000001");
        assertThat(mail.get(0).getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void nothingLeavesBeforeCommitAndNothingAfterARollback() {
        transaction.executeWithoutResult(status -> {
            tell("no-operator");
            assertThat(CompletableFuture.supplyAsync(() -> office.deliverTo(address))
                            .join())
                    .isEmpty();
            status.setRollbackOnly();
        });

        assertThat(office.deliverTo(address)).isEmpty();
    }

    @Test
    void tellingTheSameTwiceSendsOneLetter() {
        String key = UUID.randomUUID().toString();
        tell("no-operator", key);
        tell("no-operator", key);

        assertThat(office.deliverTo(address)).hasSize(1);
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void aLetterThatWasSentButNotNotedDownIsSentAgainUnderTheSameMessageId() throws Exception {
        tell("no-operator");
        office.deliverTo(address);
        sql("update outgoing set state = 'WAITING', next_try_at = next_try_at - interval '1 hour'");

        List<MimeMessage> mail = office.deliverTo(address);

        assertThat(mail).hasSize(2);
        assertThat(mail.get(0).getMessageID())
                .isEqualTo(mail.get(1).getMessageID())
                .contains("nearkin.");
    }

    @Test
    void anUnreachableServerIsTriedWithGrowingGapsAndThenWaitsForAPerson() throws Exception {
        tell("no-operator");
        now = Instant.now();
        Postman postman = postman(Optional.of(PostOffice.to(closedPort())));
        List<Duration> gaps = new ArrayList<>();

        for (int attempt = 1; attempt <= 4; attempt++) {
            postman.round();
            Letter letter = mine();
            assertThat(letter.held()).isFalse();
            assertThat(letter.snag()).isEqualTo(Snag.UNREACHABLE);
            gaps.add(Duration.between(now, letter.nextTryAt())
                    .plusMillis(500)
                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            assertThat(postman.round()).as("not before its time").isZero();
            now = letter.nextTryAt();
        }
        postman.round();

        assertThat(gaps)
                .containsExactly(
                        Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));
        assertThat(mine().held()).isTrue();
        transaction.executeWithoutResult(status ->
                rows.again(EVERYWHERE, mine().id(), null, Instant.now().minusSeconds(1)));
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void withoutAMailServerLettersAreKeptAndShownNotLost() {
        tell("no-operator");

        now = Instant.now();
        postman(Optional.empty()).round();

        assertThat(mine().held()).isTrue();
        assertThat(mine().snag()).isEqualTo(Snag.NO_SERVER);
        assertThat(office.deliverTo(address)).isEmpty();
    }

    @Test
    void whoHasNoAddressIsShownToThoseWhoCanGiveHerOne() {
        staff.email(name, null);
        tell("no-operator");

        office.deliverTo(address);

        assertThat(mine().snag()).isEqualTo(Snag.NO_ADDRESS);
    }

    @Test
    void twoSendersAtOnceNeverTakeTheSameLetter() {
        tell("no-operator");

        transaction.executeWithoutResult(first -> {
            assertThat(rows.take(Share.all(Channel.MAIL), 10, Duration.ofMinutes(2), Instant.now()))
                    .hasSize(1);
            TransactionTemplate other = new TransactionTemplate(transaction.getTransactionManager());
            other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            List<Letter> left = other.execute(
                    second -> rows.take(Share.all(Channel.MAIL), 10, Duration.ofMinutes(2), Instant.now()));
            assertThat(left).isEmpty();
        });
    }

    private void sql(String statement) {
        transaction.executeWithoutResult(status -> jdbc.update(statement));
    }

    private void tell(String kind) {
        tell(kind, UUID.randomUUID().toString());
    }

    private void tell(String kind, String key) {
        notices.tell(new Notice(
                kind,
                "postman:" + key,
                Set.of(),
                Set.of(name),
                null,
                Map.of(),
                "/cases/AL-2026-000001",
                false,
                Set.of(Notice.Channel.EMAIL)));
    }

    private Letter mine() {
        return rows.troubled(EVERYWHERE, null, null, 100).stream()
                .filter(letter -> name.equals(letter.staff()))
                .findFirst()
                .orElseThrow();
    }

    private Postman postman(Optional<JavaMailSender> sender) {
        return new Postman(
                rows, webhooks, client, wording, words, settings, quiet, viewers, sender, devices, new Clock() {
                    @Override
                    public Instant instant() {
                        return now.plusMillis(1);
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneId.of("Asia/Shanghai");
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
