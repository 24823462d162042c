package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.engine.EngineTime;
import care.nearkin.notification.QuietHours.Hours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class QuietHoursTest {

    private static final Instant ELEVEN_AT_NIGHT = Instant.parse("2026-06-02T15:00:00Z");
    private static final Instant SEVEN_IN_THE_MORNING = Instant.parse("2026-06-02T23:00:00Z");

    @Autowired
    QuietHours quiet;

    @Autowired
    Notices notices;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts staff;

    @Autowired
    AccountsFile file;

    @Autowired
    EngineTime time;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    final String name = "quiet" + UUID.randomUUID().toString().substring(0, 8);
    final String address = name + "@example.test";

    @BeforeEach
    void sleepsFromTenToSeven() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from outgoing"));
        staff.create(new StaffAccounts.NewStaff(name, "王督导", Set.of(Group.KEEPER), null, address, "en"));
        quiet.set(name, new Hours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
        time.stopAt(ELEVEN_AT_NIGHT);
    }

    @Test
    void mailThatCanWaitWaitsUntilTheQuietHoursAreOver() {
        tell(false);

        assertThat(office.deliverTo(address)).isEmpty();
        time.stopAt(SEVEN_IN_THE_MORNING.minusSeconds(1));
        assertThat(office.deliverTo(address)).isEmpty();
        time.stopAt(SEVEN_IN_THE_MORNING);
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void quietHoursNeverHoldAnAlarmBack() {
        tell(true);

        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whoTakesHerQuietHoursAwayGetsWhatWaitedAtOnce() {
        tell(false);
        assertThat(office.deliverTo(address)).isEmpty();

        quiet.set(name, null);

        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void waitingForTheMorningIsNoTroubleAndNoAttempt() {
        tell(false);
        office.deliverTo(address);

        assertThat(jdbc.queryForMap("select state, attempts, trouble from outgoing where staff = ?", name))
                .containsEntry("state", "WAITING")
                .containsEntry("attempts", 0)
                .containsEntry("trouble", null);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 21:59,",
        "22:00, 07:00, 22:00, PT9H",
        "22:00, 07:00, 00:00, PT7H",
        "22:00, 07:00, 06:59, PT1M",
        "22:00, 07:00, 07:00,",
        "12:00, 14:00, 11:59,",
        "12:00, 14:00, 12:00, PT2H",
        "12:00, 14:00, 14:00,"
    })
    void theyMayPassMidnight(LocalTime from, LocalTime until, LocalTime now, Duration left) {
        ZonedDateTime moment = ZonedDateTime.of(java.time.LocalDate.of(2026, 6, 2), now, clock.getZone());

        assertThat(new Hours(from, until).over(moment).map(over -> Duration.between(moment.toInstant(), over)))
                .isEqualTo(java.util.Optional.ofNullable(left));
    }

    /** Paris, 25 October 2026: after 02:59 summer time comes 02:00 winter time. 29 March: after 01:59 comes 03:00. */
    @ParameterizedTest
    @CsvSource({
        "22:00, 02:30, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        "22:00, 07:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
        "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z"
    })
    void whereClocksAreChangedTheyEndLaterThanNow(LocalTime from, LocalTime until, Instant now, Instant over) {
        assertThat(new Hours(from, until).over(now.atZone(java.time.ZoneId.of("Europe/Paris"))))
                .contains(over)
                .hasValueSatisfying(end -> assertThat(end).isAfter(now));
    }

    @Test
    void everybodySetsHerOwn() {
        time.stopAt(Instant.now());
        Here person = Here.as("operator1", port, file);
        String page = "/me/quiet-hours";
        try {
            assertThat(person.submit(page, page, Map.of("from", "22:00", "until", "22:00"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(person.submit(page, page, Map.of("from", "21:30", "until", "06:15"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(person.page(page).body()).contains("21:30").contains("06:15");
            assertThat(quiet.of("operator1")).isEqualTo(new Hours(LocalTime.of(21, 30), LocalTime.of(6, 15)));
            person.submit(page, page + "/none", Map.of());
            assertThat(quiet.of("operator1")).isNull();
        } finally {
            quiet.set("operator1", null);
            person.submit("/me/password", "/sign-out", Map.of());
        }
    }

    private void tell(boolean urgent) {
        notices.tell(new Notice(
                "no-operator",
                "quiet:" + UUID.randomUUID(),
                Set.of(),
                Set.of(name),
                null,
                Map.of(),
                null,
                urgent,
                Set.of(Notice.Channel.EMAIL)));
    }
}
