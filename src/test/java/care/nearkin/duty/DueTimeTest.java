package care.nearkin.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.Pace;
import care.nearkin.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What models are told about limits, at a given moment: a Friday at four, before a weekend. */
class DueTimeTest {

    private static final Instant FRIDAY = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void aWorkingLimitBeginsWithTheTaskAndAPlainOneIsShortenedAtOnce() {
        DueTime real = at(1);
        assertThat(real.of("P1D")).isEqualTo("PT24H");
        assertThat(real.of(" P1D working ")).isEqualTo("P1D working");
        assertThat(real.at("P1D working")).isEqualTo("2026-11-23T17:30:00+08:00");
        assertThat(real.at("PT2H working")).isEqualTo("2026-11-23T09:30:00+08:00");
        assertThat(real.at("PT2H")).isEqualTo("PT2H");
    }

    @Test
    void atTheShowTheWholeWaitIsShortenedOnce() {
        DueTime show = at(60);
        assertThat(show.at(show.of("PT1H"))).isEqualTo("PT1M");
        // 73.5 hours until Monday's closing, a sixtieth of them
        assertThat(show.at(show.of("P1D working"))).isEqualTo("2026-11-20T17:13:30+08:00");
    }

    @Test
    void anAppointmentStaysWhatWasAgreed() {
        assertThat(at(60).at("2026-12-01T10:00:00+08:00")).isEqualTo("2026-12-01T10:00:00+08:00");
        assertThat(at(1).at(null)).isNull();
    }

    @Test
    void whatIsNoLimitIsRefusedWhereTheTableIsRead() {
        assertThatThrownBy(() -> at(1).of("two days")).isInstanceOf(Refusal.class);
    }

    @Test
    void aCaseWhoseModelKnowsNoWorkingTimeStillGetsALimit() {
        assertThat(new Pace(1).of("P5D working")).isEqualTo("PT120H");
    }

    private static DueTime at(int pace) {
        WorkingTime office = new WorkingTime(
                WorkingTimeTest.ZONE, Map.of(LocalDate.of(2026, 1, 1), DayKind.HOLIDAY), WorkingTimeTest.OFFICE);
        WorkingTimes times = new WorkingTimes() {
            @Override
            public WorkingTime office() {
                return office;
            }

            @Override
            public WorkingTime of(String team) {
                return office;
            }
        };
        return new DueTime(times, new Pace(pace), Clock.fixed(FRIDAY, WorkingTimeTest.ZONE));
    }
}
