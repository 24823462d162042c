package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Identity.Kind;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-07-30");

    /** The first two are the examples of GB 11643-1999. */
    @ParameterizedTest
    @CsvSource({
        "ID_CARD, 11010519491231002X, 11010519491231002X",
        "ID_CARD, 440524188001010014, ''",
        "ID_CARD, 110105 19491231 002x, 11010519491231002X",
        "ID_CARD, １１０１０５１９４９１２３１００２Ｘ, 11010519491231002X",
        "RESIDENCE_PERMIT, 810000199408230021, 810000199408230021",
        "RESIDENCE_PERMIT, 830000199201300022, 830000199201300022",
        "PASSPORT, e 1234 5678, E12345678"
    })
    void isTakenHoweverItWasTyped(Kind kind, String typed, String kept) {
        if (kept.isEmpty()) {
            assertThat(Identity.checkDigit(typed)).isEqualTo(typed.charAt(17));
        } else {
            assertThat(Identity.read("f", kind, typed, TODAY).number()).isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ID_CARD, 110105194912310021, people.bad-identity-digit",
        "ID_CARD, 11010519491231020X, people.bad-identity-digit",
        "ID_CARD, 110105194902300021, people.bad-identity-date",
        "ID_CARD, 110105202708010021, people.bad-identity-date",
        "ID_CARD, 440524188001010014, people.bad-identity-date",
        "ID_CARD, 990105194912310021, people.bad-identity-place",
        "ID_CARD, 810000199408230021, people.identity-is-permit",
        "RESIDENCE_PERMIT, 11010519491231002X, people.bad-identity-place",
        "ID_CARD, 1101051949123100, people.bad-identity",
        "ID_CARD, 11010519491231X020, people.bad-identity",
        "PASSPORT, E12, people.bad-passport"
    })
    void saysWhatIsWrongWithIt(Kind kind, String typed, String words) {
        assertThatThrownBy(() -> Identity.read("number", kind, typed, TODAY))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.words()).isEqualTo(words);
                    assertThat(refusal.field()).isEqualTo("number");
                });
    }

    @Test
    void tellsBirthdayAndSexAndWhetherTheRecordDiffers() {
        Identity card = new Identity(Kind.ID_CARD, "11010519491231002X");

        assertThat(card.birthDate()).isEqualTo("1949-12-31");
        assertThat(card.sex()).isEqualTo(Residents.Sex.FEMALE);
        assertThat(card.differsFrom(LocalDate.parse("1949-12-31"), Residents.Sex.FEMALE))
                .isFalse();
        assertThat(card.differsFrom(null, null)).isFalse();
        assertThat(card.differsFrom(LocalDate.parse("1949-11-12"), null)).isTrue();
        assertThat(card.differsFrom(null, Residents.Sex.MALE)).isTrue();
        assertThat(new Identity(Kind.PASSPORT, "E12345678").differsFrom(LocalDate.EPOCH, Residents.Sex.MALE))
                .isFalse();
    }

    @Test
    void noLogTellsMoreThanTheLastFour() {
        assertThat(new Identity(Kind.ID_CARD, "11010519491231002X").toString())
                .contains("002X")
                .doesNotContain("1949");
    }
}
