package care.nearkin.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Teams;
import care.nearkin.kernel.Changed;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@NearkinTest
class LiveNewsTest {

    private static final String PASSWORD = "a quiet lane 540";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts staff;

    @Autowired
    Teams teams;

    @Autowired
    LiveNews news;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    final String name = "live" + UUID.randomUUID().toString().substring(0, 8);
    final List<String> heard = new CopyOnWriteArrayList<>();
    Stream<String> lines;

    @BeforeEach
    void listen() throws Exception {
        transaction.executeWithoutResult(status -> {
            teams.putArea(name, name);
            teams.putTeam(name, Set.of(name), false);
            staff.putSample(new StaffAccounts.NewStaff(name, "测试", Set.of(Group.OPERATOR), name, null, null), PASSWORD);
        });
        Here here = new Here(port);
        here.signIn(name, PASSWORD);
        HttpResponse<Stream<String>> answer = here.stream("/live");
        assertThat(answer.statusCode()).isEqualTo(200);
        lines = answer.body();
        Thread reader = new Thread(() -> {
            try {
                lines.filter(line -> line.startsWith("event:")).forEach(heard::add);
            } catch (java.io.UncheckedIOException closed) {
                // the test is over
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    @AfterEach
    void leave() {
        lines.close();
    }

    @Test
    void whatChangedIsToldAfterCommitAndNotBefore() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Changed(Changed.ALARMS));
            transaction.execute(inner -> null);
            assertThat(heard).isEmpty();
        });

        await().atMost(5, SECONDS).until(() -> heard.contains("event:alarms"));
    }

    @Test
    void whatWasRolledBackIsNotTold() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Changed(Changed.SIGNALS));
            status.setRollbackOnly();
        });
        events.publishEvent(new Changed(Changed.TASKS));

        await().atMost(5, SECONDS).until(() -> heard.contains("event:tasks"));
        assertThat(heard).doesNotContain("event:signals");
    }

    @Test
    void whatHappensElsewhereIsNoNewsNotEvenThatItHappens() {
        events.publishEvent(new Changed(Changed.TASKS, "elsewhere"));
        events.publishEvent(new Changed(Changed.SIGNALS, name));

        await().atMost(5, SECONDS).until(() -> heard.contains("event:signals"));
        assertThat(heard).doesNotContain("event:tasks");
    }

    @Test
    void aStormIsToldAFewTimesASecond() {
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            events.publishEvent(new Changed(Changed.ALARMS));
        }
        await().atMost(5, SECONDS).until(() -> !heard.isEmpty());
        events.publishEvent(new Changed(Changed.TASKS));
        await().atMost(5, SECONDS).until(() -> heard.contains("event:tasks"));
        long seconds = 1 + (System.nanoTime() - start) / 1_000_000_000;

        assertThat(heard.stream().filter("event:alarms"::equals).count()).isBetween(1L, 6 * seconds);
    }

    @Test
    void whoListensIsThere() {
        await().atMost(5, SECONDS).until(() -> staff.isAnySignedIn(Set.of(Group.OPERATOR)));
    }
}
