package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.nearkin.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The code on a licence is checked as GB 32100-2015 says. */
class CreditCodeTest {

    /** Codes of firms that publish theirs. */
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91440300708461136T", "9144030071526726XG", "9144 0300 7152 6726 xg"})
    void aCodeWhoseLastDigitFitsIsTakenInCapitalsWithoutBlanks(String typed) {
        assertThat(CreditCode.read(typed)).hasSize(18).matches("[0-9A-Z]+");
    }

    @Test
    void nothingIsNoCode() {
        assertThat(CreditCode.read(null)).isNull();
        assertThat(CreditCode.read("  ")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y44, people.organisation.code.check",
        "91350100M000100Y34, people.organisation.code.check",
        "19350100M000100Y43, people.organisation.code.check",
        "91350100M000100Y4, people.organisation.code.form",
        "91350100M000100Y433, people.organisation.code.form",
        "91350100I000100Y43, people.organisation.code.form",
        "91350100O000100Y43, people.organisation.code.form",
        "无9135010000100Y43, people.organisation.code.form"
    })
    void whatIsMistypedIsRefused(String typed, String words) {
        assertThatThrownBy(() -> CreditCode.read(typed)).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.words()).isEqualTo(words);
            assertThat(no.field()).isEqualTo("creditCode");
        });
    }
}
