package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class WatchTest {

    @Autowired
    Watch watch;

    @Autowired
    NoticeRows rows;

    @Autowired
    Viewers viewers;

    @Autowired
    PostOffice office;

    @Autowired
    StaffAccounts staff;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    final String supervisor = "sup" + UUID.randomUUID().toString().substring(0, 8);
    final String operator = "op" + UUID.randomUUID().toString().substring(0, 8);
    final String address = supervisor + "@example.test";

    @BeforeEach
    void nobodyIsThere() {
        sql("update staff set last_seen = null");
        sql("delete from notice where kind in ('no-operator', 'broker-lost')");
        staff.create(new StaffAccounts.NewStaff(supervisor, "督导", Set.of(Group.SUPERVISOR), null, address, "en"));
        staff.create(new StaffAccounts.NewStaff(operator, "坐席", Set.of(Group.OPERATOR), null, null, null));
    }

    @AfterEach
    void workAgain() {
        events.publishEvent(new Trouble(Trouble.BROKER, clock.instant(), true));
    }

    private void sql(String statement) {
        transaction.executeWithoutResult(status -> jdbc.update(statement));
    }

    @Test
    void anEmptyAlarmDeskIsToldToSupervisorsOnceAndClearsItself() throws Exception {
        watch.look();
        watch.look();

        assertThat(rows.pressing(see(supervisor), 9))
                .extracting(NoticeRows.Row::kind)
                .containsExactly("no-operator");
        assertThat(office.deliverTo(address)).hasSize(1);
        assertThat(office.deliverTo(address).get(0).getSubject()).contains("Nobody is at the alarm desk");

        staff.seen(operator);
        watch.look();

        assertThat(rows.pressing(see(supervisor), 9)).isEmpty();
        assertThat(rows.of(see(supervisor), false, null, 9))
                .singleElement()
                .satisfies(row -> assertThat(row.over()).isTrue());
    }

    @Test
    void aDeskThatEmptiesAgainWithinTheHourIsABannerButNoSecondMail() {
        watch.look();
        staff.seen(operator);
        watch.look();
        sql("update notice set key = 'no-operator:' || id where kind = 'no-operator'");
        sql("update staff set last_seen = null");
        watch.look();

        assertThat(rows.pressing(see(supervisor), 9)).hasSize(1);
        assertThat(office.deliverTo(address)).hasSize(1);
    }

    @Test
    void whatLastsIsToldAgainEveryHour() {
        watch.look();
        sql(
                "update notice set told_at = told_at - interval '61 minutes', key = 'no-operator:' || id where kind = 'no-operator'");
        watch.look();

        assertThat(rows.pressing(see(supervisor), 9)).as("one banner at a time").hasSize(1);
        assertThat(office.deliverTo(address)).hasSize(2);
    }

    @Test
    void aBrokerLostForLessThanAMinuteIsNobodysBusiness() {
        staff.seen(operator);
        events.publishEvent(new Trouble(Trouble.BROKER, clock.instant().minusSeconds(30), false));

        watch.look();

        assertThat(rows.pressing(see(supervisor), 9)).isEmpty();
    }

    @Test
    void aBrokerLostForAMinuteIsToldUntilItIsBack() {
        staff.seen(operator);
        Instant since = clock.instant().minus(Duration.ofSeconds(61));
        events.publishEvent(new Trouble(Trouble.BROKER, since, false));

        watch.look();

        assertThat(rows.pressing(see(supervisor), 9))
                .extracting(NoticeRows.Row::kind)
                .containsExactly(Trouble.BROKER);
        assertThat(office.deliverTo(address)).hasSize(1);

        events.publishEvent(new Trouble(Trouble.BROKER, since, true));

        assertThat(rows.pressing(see(supervisor), 9)).isEmpty();
    }

    private Viewer see(String name) {
        return viewers.of(name).orElseThrow();
    }
}
