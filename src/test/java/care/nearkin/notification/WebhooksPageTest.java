package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Webhooks and what did not get out, as administrators and supervisors see them. */
@NearkinTest
class WebhooksPageTest {

    @Autowired
    Webhooks webhooks;

    @Autowired
    Messages messages;

    @Autowired
    Notices notices;

    @Autowired
    Postman postman;

    @Autowired
    StaffAccounts staff;

    @Autowired
    AccountsFile file;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    final TestServer server = new TestServer();
    Here admin;

    @BeforeEach
    void signIn() {
        empty();
        admin = Here.as("admin1", port, file);
    }

    @AfterEach
    void leave() {
        admin.submit("/me/password", "/sign-out", Map.of());
        server.close();
        empty();
    }

    private void empty() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from webhook");
        });
    }

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        String made = admin.submit(
                        "/webhooks",
                        "/webhooks",
                        Map.of("name", "SMS 网关", "url", server.url(), "channels", "SMS", "active", "true"))
                .body();

        Webhook webhook = webhooks.all().get(0);
        assertThat(made).contains(webhook.secret()).contains("SMS 网关");
        assertThat(webhook.channels()).containsExactly(Channel.SMS);
        assertThat(admin.page("/webhooks/" + webhook.id()).body()).doesNotContain(webhook.secret());
        assertThat(admin.page("/webhooks").body()).contains("SMS 网关").doesNotContain(webhook.secret());

        String renewed = admin.submit("/webhooks/" + webhook.id(), "/webhooks/" + webhook.id() + "/renew", Map.of())
                .body();
        assertThat(renewed).contains(webhooks.get(webhook.id()).secret()).doesNotContain(webhook.secret());
    }

    @Test
    void aTestMessageShowsWhatTheServerAnswered() {
        long id = add(Channel.SMS);
        server.status = 422;
        server.answer = "{\"error\":\"<unknown number>\"}";
        String page = "/webhooks/" + id;

        String refused = admin.submit(page, page + "/test", Map.of("channel", "SMS", "to", "13800000000"))
                .body();

        assertThat(refused).contains("422").contains("&lt;unknown number&gt;").doesNotContain("<unknown");
        server.status = 202;
        assertThat(admin.submit(page, page + "/test", Map.of("channel", "SMS", "to", "13800000000"))
                        .body())
                .contains("202");
        assertThat(server.got).hasSize(2).allMatch(got -> got.body().contains("webhook-test"));
        assertThat(admin.submit(page, page + "/test", Map.of("channel", "VOICE", "to", "1"))
                        .statusCode())
                .as("it does not carry this")
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.test/",
                "not a url",
                "https://user:pw@example.test/",
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/",
                "https://[::ffff:169.254.169.254]/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://100.100.100.200/",
                "https://0.0.0.0/",
                "http://93.184.216.34/"
            })
    void anAddressThatMustNotBeUsedIsRefused(String url) {
        Map<String, String> form = Map.of("name", "x", "url", url, "channels", "SMS", "active", "true");

        assertThat(admin.submit("/webhooks", "/webhooks", form).statusCode()).isEqualTo(422);
        assertThat(webhooks.all()).isEmpty();
    }

    @Test
    void withoutTlsThereIsAWarning() {
        long id = add(Channel.SMS);

        assertThat(admin.get("/webhooks/" + id, "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains("Without TLS");
    }

    @Test
    void aWebhookIsChangedSwitchedOffAndDeleted() {
        long id = add(Channel.SMS);
        String page = "/webhooks/" + id;

        assertThat(admin.submit(page, page, Map.of("name", "", "url", server.url(), "channels", "SMS"))
                        .statusCode())
                .isEqualTo(422);
        admin.submit(page, page, Map.of("name", "off now", "url", server.url(), "channels", "VOICE"));
        assertThat(webhooks.get(id).active()).isFalse();
        assertThat(webhooks.get(id).channels()).containsExactly(Channel.VOICE);
        admin.submit(page, page + "/delete", Map.of());
        assertThat(webhooks.all()).isEmpty();
    }

    @Test
    void onlyAdministratorsComeNear() {
        long id = add(Channel.SMS);
        Here supervisor = Here.as("supervisor1", port, file);

        assertThat(supervisor.page("/webhooks").statusCode()).isEqualTo(403);
        assertThat(supervisor
                        .submit("/notices", "/webhooks/" + id + "/renew", Map.of())
                        .statusCode())
                .isEqualTo(403);
        supervisor.submit("/me/password", "/sign-out", Map.of());
    }

    @Test
    void whatDidNotGetOutIsShownByChannelWithItsReasonAndItsAddressMasked() {
        add(Channel.SMS);
        server.status = 403;
        messages.send(java.util.List.of(
                message("1", new To.Phone("13812345678", To.Via.SMS)),
                message("2", new To.Phone("02112345678", To.Via.VOICE))));
        postman.round();

        String all = outbox("");
        assertThat(all)
                .contains("138****5678")
                .contains("021****5678")
                .contains("AL-2026-009999")
                .contains("status 403")
                .contains("No webhook is set up")
                .doesNotContain("13812345678")
                .doesNotContain("/a/secret");
        assertThat(outbox("?channel=VOICE")).contains("021****5678").doesNotContain("138****5678");

        server.status = 200;
        admin.submit("/notices/outbox?channel=VOICE", "/notices/outbox/again", Map.of("channel", "SMS"));
        postman.round();
        assertThat(outbox("")).contains("021****5678").doesNotContain("138****5678");
    }

    @Test
    void aNoticeToStaffAlsoGoesByTheMessengerOfTheOffice() {
        String name = "messenger" + UUID.randomUUID().toString().substring(0, 8);
        staff.create(new StaffAccounts.NewStaff(name, "李", Set.of(Group.KEEPER), null, null, "en"));
        add(Channel.STAFF);

        notices.tell(new Notice(
                "no-operator",
                "staff:" + name,
                Set.of(),
                Set.of(name),
                null,
                Map.of(),
                null,
                true,
                EnumSet.allOf(Notice.Channel.class)));
        postman.round();

        assertThat(server.got).hasSize(1);
        assertThat(server.got.get(0).body())
                .contains("\"channel\":\"staff\"")
                .contains("\"to\":\"" + name + "\"")
                .contains("Nobody is at the alarm desk");
    }

    private String outbox(String query) {
        return admin.get("/notices/outbox" + query, "Accept", "text/html", "Accept-Language", "en")
                .body();
    }

    private long add(Channel channel) {
        return webhooks.add(new Webhooks.Entry("gateway", server.url(), Set.of(channel), Set.of(), true))
                .id();
    }

    private static Message message(String rest, To to) {
        return new Message(
                "webhook-test",
                "page:" + UUID.randomUUID() + ":" + rest,
                to,
                Locale.ENGLISH,
                Map.of("case", "AL-2026-009999"),
                "/a/secret",
                true);
    }
}
