package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.people.Consents.Given;
import care.nearkin.people.Consents.How;
import care.nearkin.people.Consents.Matter;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate LAST = LocalDate.parse("2026-03-31");

    @Test
    void standsFromItsFirstToItsLastDay() {
        Consent consent = consent(LAST);

        assertThat(consent.standsOn(FIRST.minusDays(1))).isFalse();
        assertThat(consent.standsOn(FIRST)).isTrue();
        assertThat(consent.standsOn(LAST)).isTrue();
        assertThat(consent.standsOn(LAST.plusDays(1))).isFalse();
    }

    @Test
    void withoutAnEndStandsUntilItIsWithdrawn() {
        Consent consent = consent(null);
        assertThat(consent.standsOn(FIRST.plusYears(30))).isTrue();

        consent.withdraw("caseworker1", Instant.parse("2026-03-05T02:00:00Z"));

        assertThat(consent.standsOn(LocalDate.parse("2026-03-05"))).isFalse();
        assertThat(consent.withdrawnBy()).isEqualTo("caseworker1");
    }

    @Test
    void keepsItsFirstWithdrawal() {
        Consent consent = consent(null);
        consent.withdraw("caseworker1", Instant.parse("2026-03-05T02:00:00Z"));
        consent.withdraw("caseworker2", Instant.parse("2026-03-06T02:00:00Z"));

        assertThat(consent.withdrawnBy()).isEqualTo("caseworker1");
        assertThat(consent.withdrawnAt()).isEqualTo(Instant.parse("2026-03-05T02:00:00Z"));
    }

    private static Consent consent(@Nullable LocalDate until) {
        return new Consent(
                new Given(1, Matter.DEVICES, "street office", FIRST, until, How.SIGNED), "caseworker1", Instant.EPOCH);
    }
}
