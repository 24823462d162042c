package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.QuietHours.Hours;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Everybody says what she wants to be told by which way, and is not told too often. */
@NearkinTest
class TellingTest {

    private static final Instant NOON = Instant.parse("2026-06-02T04:00:00Z");
    private static final Instant ELEVEN_AT_NIGHT = Instant.parse("2026-06-02T15:00:00Z");
    private static final Instant SEVEN_IN_THE_MORNING = Instant.parse("2026-06-02T23:00:00Z");

    @Autowired
    Wishes wishes;

    @Autowired
    Gathering gathering;

    @Autowired
    Said said;

    @Autowired
    Teams teams;

    @Autowired
    Templates templates;

    @Autowired
    QuietHours quiet;

    @Autowired
    Notices notices;

    @Autowired
    NoticeRows rows;

    @Autowired
    Viewers viewers;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts staff;

    @Autowired
    AccountsFile file;

    @Autowired
    EngineTime time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    final String name = "telling" + UUID.randomUUID().toString().substring(0, 8);
    final String address = name + "@example.test";

    @BeforeEach
    void somebodyIsAtWork() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from outgoing");
            jdbc.update("delete from gathering");
        });
        staff.create(new StaffAccounts.NewStaff(name, "陈社工", Set.of(Group.KEEPER), null, address, "zh"));
        time.stopAt(NOON);
    }

    @Test
    void whoSaidNothingIsToldAtTheBellOnly() {
        tell("task.assigned", false);

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).isEmpty();
        assertThat(rows.unread(see(name))).isEqualTo(1);
    }

    @Test
    void whoWantsMailOfThisGetsMailOfThisAndOfNothingElse() throws Exception {
        wants(Happening.MENTIONED);
        tell("task.assigned", false);
        tell("mentioned", false);

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(subjects()).containsExactly("【近邻】个案 AL-2026-000123 中有人提到您");
        assertThat(rows.unread(see(name))).isEqualTo(2);
    }

    @Test
    void aHundredTasksInAMinuteAreOneLetter() throws Exception {
        wants(Happening.ASSIGNED);
        for (int i = 0; i < 100; i++) {
            tell("task.assigned", false);
        }
        later(NOON.plusSeconds(60));
        assertThat(office.deliverTo(address)).isEmpty();

        later(NOON.plus(Gathering.A_WHILE));
        List<MimeMessage> mails = office.deliverTo(address);
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).getSubject()).isEqualTo("【近邻】您有100条通知");
        assertThat(mails.get(0).getContent().toString()).contains("· 有任务交给您：回拨", "…");
        later(NOON.plus(Gathering.A_WHILE.multipliedBy(2)));
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whatSheSawAtTheBellOrIsNoLongerSoIsNotSent() {
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        long seen = rows.of(see(name), true, null, 1).get(0).id();
        transaction.executeWithoutResult(status -> rows.readUpTo(see(name), seen, NOON));
        String key = tell("task.assigned", false);
        notices.over(key);

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).isEmpty();
    }

    @Test
    void aNightsNewsIsOneLetterInTheMorning() throws Exception {
        wants(Happening.ASSIGNED);
        quiet.set(name, new Hours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
        time.stopAt(ELEVEN_AT_NIGHT);
        tell("task.assigned", false);
        later(ELEVEN_AT_NIGHT.plusSeconds(3600));
        tell("task.assigned", false);
        later(SEVEN_IN_THE_MORNING.minusSeconds(1));
        assertThat(office.deliverTo(address)).isEmpty();

        later(SEVEN_IN_THE_MORNING);
        assertThat(subjects()).containsExactly("【近邻】您有2条通知");
    }

    @Test
    void whatIsUrgentIsSentAtOnceWhateverSheWants() {
        time.stopAt(ELEVEN_AT_NIGHT);
        quiet.set(name, new Hours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
        tell("task.assigned", true);

        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whoChangesHerMindIsNotToldWhatWaitsAlready() {
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        wishes.set(name, Set.of(Channel.MAIL), Map.of());

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).isEmpty();
    }

    @Test
    void whoIsLockedIsNotToldWhatWaitsAndNobodyIsTroubledWithIt() {
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        staff.lock(name);

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void whoLosesTheAreaIsToldNothingOfItFromThenOn() {
        serves(true);
        wants(Happening.ASSIGNED);
        tell("task.assigned", area());
        serves(false);
        tell("task.assigned", area());

        assertThat(rows.unread(see(name))).isZero();
        assertThat(rows.of(see(name), false, null, 9)).isEmpty();
        transaction.executeWithoutResult(status -> rows.readUpTo(see(name), Long.MAX_VALUE, NOON));
        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).isEmpty();
        serves(true);
        assertThat(rows.unread(see(name)))
                .as("what she was told before is hers again with the area")
                .isEqualTo(1);
    }

    @Test
    void whatWaitsForTheMorningIsNotSentToWhoLosesTheAreaInTheNight() {
        serves(true);
        wants(Happening.ASSIGNED);
        tell("task.assigned", area());
        later(NOON.plus(Gathering.A_WHILE));
        quiet.set(name, new Hours(LocalTime.of(11, 0), LocalTime.of(14, 0)));
        assertThat(office.deliverTo(address)).isEmpty();
        assertThat(states()).containsExactly("WAITING");
        serves(false);
        quiet.set(name, null);

        assertThat(office.deliverTo(address)).isEmpty();
        assertThat(states()).containsExactly("RECALLED");
    }

    @Test
    void whoWasToldBecauseNobodyServesTheAreaIsToldByTheWaysSheChose() {
        wants(Happening.ASSIGNED);
        tell("task.assigned", false);
        long notice = rows.of(see(name), true, null, 1).get(0).id();
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from gathering where staff = ?", name);
            gathering.add(notice, Happening.ASSIGNED, "nobodys-" + name, Set.of(name), true);
        });

        later(NOON.plus(Gathering.A_WHILE));
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whatIsFilledInIsNeverTakenForAPlace() {
        assertThat(said.title(
                        java.util.Locale.ENGLISH, "task.assigned", Map.of("task", "{case}{link}", "case", "AL-1")))
                .isEqualTo("A step is yours now: {case}{link}");
    }

    @Test
    void everyKindOfAHappeningHasItsWords() {
        assertThat(Happening.values())
                .flatExtracting(Happening::kinds)
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(templates.find("notice." + kind)).isPresent());
    }

    @Test
    void everybodyChoosesForHerself() {
        Here person = Here.as("keeper1", port, file);
        String page = "/me/telling";
        staff.email("keeper1", "keeper1@example.test");
        try {
            assertThat(person.page(page).body()).contains("value=\"ASSIGNED.MAIL\"");
            assertThat(person.submit(page, page, Map.of("wish", "NEAR_DUE.MAIL"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(wishes.of("keeper1"))
                    .containsEntry(Happening.NEAR_DUE, Set.of(Channel.MAIL))
                    .containsEntry(Happening.ASSIGNED, Set.of());
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("delete from telling_wish where staff = 'keeper1'"));
            staff.email("keeper1", null);
            person.submit("/me/password", "/sign-out", Map.of());
        }
    }

    private void wants(Happening event) {
        wishes.set(name, Set.of(Channel.MAIL), Map.of(event, Set.of(Channel.MAIL)));
    }

    private void later(Instant now) {
        time.stopAt(now);
        gathering.round();
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new java.util.ArrayList<>();
        for (MimeMessage mail : office.deliverTo(address)) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private String area() {
        return "area-" + name;
    }

    /** Another team, with the area or without any. */
    private void serves(boolean area) {
        transaction.executeWithoutResult(status -> {
            teams.putArea(area(), area());
            teams.putTeam("team " + name, area ? Set.of(area()) : Set.of(), false);
            staff.team(name, "team " + name);
        });
    }

    private List<String> states() {
        return jdbc.queryForList("select state from outgoing where staff = ?", String.class, name);
    }

    private void tell(String kind, String area) {
        tell(kind, false, area);
    }

    private String tell(String kind, boolean urgent) {
        return tell(kind, urgent, null);
    }

    private String tell(String kind, boolean urgent, String area) {
        String key = "telling:" + UUID.randomUUID();
        notices.tell(new Notice(
                kind,
                key,
                Set.of(),
                Set.of(name),
                area,
                Map.of("case", "AL-2026-000123", "task", "回拨"),
                "/tasks/1",
                urgent,
                Set.of(Notice.Channel.IN_APP, Notice.Channel.EMAIL)));
        return key;
    }

    private Viewer see(String name) {
        return viewers.of(name).orElseThrow();
    }
}
