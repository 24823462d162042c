package care.nearkin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-03-01T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand clock = new Hand();
    private final SignInAttempts attempts = new SignInAttempts(clock);

    @Test
    void fourMistakesCostNothing() {
        fail(4, "wang", "10.0.0.1");

        assertThat(attempts.wait("wang", "10.0.0.1")).isZero();
    }

    @Test
    void fromTheFifthMistakeOnTheWaitDoubles() {
        fail(5, "wang", "10.0.0.1");
        assertThat(attempts.wait("wang", "10.0.0.1")).isEqualTo(Duration.ofSeconds(30));

        fail(1, "wang", "10.0.0.1");
        assertThat(attempts.wait("WANG", "10.0.0.1")).isEqualTo(Duration.ofSeconds(60));

        fail(20, "wang", "10.0.0.1");
        assertThat(attempts.wait("wang", "10.0.0.1")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aStrangerElsewhereDoesNotShutThePersonOut() {
        fail(20, "wang", "203.0.113.7");

        assertThat(attempts.wait("wang", "10.0.0.1")).isZero();
    }

    @Test
    void oneWhoTriesManyNamesIsSlowedDown() {
        for (int i = 0; i < 50; i++) {
            fail(1, "name" + i, "203.0.113.7");
        }

        assertThat(attempts.wait("somebody", "203.0.113.7")).isPositive();
    }

    @Test
    void waitingAndKnowingThePasswordBothHelp() {
        fail(5, "wang", "10.0.0.1");
        clock.now = clock.now.plusSeconds(31);
        assertThat(attempts.wait("wang", "10.0.0.1")).isZero();

        attempts.succeeded("wang", "10.0.0.1");
        fail(4, "wang", "10.0.0.1");
        assertThat(attempts.wait("wang", "10.0.0.1")).isZero();
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(name, address);
        }
    }
}
