package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What it costs to watch 100,000 devices on the mains, which are looked at every ten minutes, and how late the silence of
 * any one is noticed. CPU of the program and its database, with the devices and before there were any, over a minute each.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SilenceBench {

    private static final int WATCHED = Integer.getInteger("bench.watched", 100_000);
    private static final int SILENT = Integer.getInteger("bench.silent", 120);
    private static final int SECONDS = Integer.getInteger("bench.silence-seconds", 60);
    private static final int LIMIT_SECONDS = 600;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @Order(1)
    void whatTheWatchCosts() throws InterruptedException {
        TimeUnit.SECONDS.sleep(30);
        double before = share();
        watch();
        TimeUnit.SECONDS.sleep(10);
        int looked = looked();
        double with = share();
        Bench.figure("silence_watched", WATCHED, "devices");
        Bench.figure("silence_cpu_without", before, "% of one core");
        Bench.figure("silence_cpu_with", with, "% of one core");
        Bench.figure("silence_cpu_of_the_watch", with - before, "% of one core");
        Bench.figure("silence_looks_per_second", (looked() - looked) / (double) SECONDS, "devices/s");
    }

    /** All are heard of in time; when each is looked at is spread over the limit, as it is where they talk at any time. */
    private void watch() {
        transaction.executeWithoutResult(tx -> {
            jdbc.update(
                    """
                    insert into device (id, key, kind, power, sleeping, state, created_at, changed_at, version)
                    select 500000000 + g, 'nearkin:watched-' || g, 'LEAK', 'MAINS', false, 'LIVE', now(), now(), 0
                      from generate_series(1, ?) g
                    """, WATCHED);
            jdbc.update(
                    """
                    insert into device_watch (device, watched_from, heard_at, look_at)
                    select 'nearkin:watched-' || g, now() - interval '1 day', now() + interval '30 minutes',
                           now() + interval '1 second' * (? * g / ?::double precision)
                      from generate_series(1, ?) g
                    """, LIMIT_SECONDS, WATCHED, WATCHED);
        });
        transaction.executeWithoutResult(tx -> jdbc.execute("analyze device; analyze device_watch"));
    }

    private int looked() {
        Integer count = jdbc.queryForObject(
                "select count(*) from device_watch where look_at > heard_at", Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    @Order(2)
    void howLateTheSilenceOfAnyOneIsNoticed() {
        transaction.executeWithoutResult(tx -> jdbc.update(
                """
                update device_watch w
                   set heard_at = now() - interval '10 minutes' + interval '1 second' * (? * s.nth / ?::double precision),
                       look_at = now() + interval '1 second' * (? * s.nth / ?::double precision)
                  from (select device, row_number() over (order by device) nth from device_watch
                         order by device limit ?) s
                 where w.device = s.device
                """, SECONDS, SILENT, SECONDS, SILENT, SILENT));
        await().atMost(Duration.ofSeconds(SECONDS + 180L)).pollInterval(Duration.ofSeconds(1)).until(() -> late().size() >= SILENT);
        List<Double> late = late();
        assertThat(late).hasSize(SILENT);
        Bench.figure("silence_noticed_after_limit_p50", late.get(late.size() / 2), "s");
        Bench.figure("silence_noticed_after_limit_p99", late.get((int) (late.size() * 0.99)), "s");
        Bench.figure("silence_noticed_after_limit_max", late.get(late.size() - 1), "s");
        Bench.figure("silence_cases", cases(), "cases");
    }

    private int cases() {
        Integer count = jdbc.queryForObject("select count(*) from device_case", Integer.class);
        return count == null ? 0 : count;
    }

    /** Seconds beyond the limit, sorted. */
    private List<Double> late() {
        return jdbc.queryForList(
                """
                select extract(epoch from noticed_at - silent_since)::double precision - ? late from device_watch
                 where silent_since is not null order by late
                """, Double.class, LIMIT_SECONDS);
    }

    /** Percent of one core that the program and its children use over a minute. */
    private static double share() throws InterruptedException {
        Duration begin = used();
        TimeUnit.SECONDS.sleep(SECONDS);
        return 100.0 * used().minus(begin).toMillis() / (SECONDS * 1000.0);
    }

    private static Duration used() {
        return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
