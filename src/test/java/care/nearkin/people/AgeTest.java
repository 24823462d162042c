package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "1944-05-31, 2026-05-30, 81",
        "1944-05-31, 2026-05-31, 82",
        "1944-02-29, 2026-02-28, 81",
        "1944-02-29, 2026-03-01, 82",
        "1944-02-29, 2028-02-28, 83",
        "1944-02-29, 2028-02-29, 84",
        "2026-11-22, 2026-11-22, 0"
    })
    void growsOnTheBirthdayAndForTheTwentyNinthOfFebruaryOnTheFirstOfMarch(LocalDate born, LocalDate today, int years) {
        assertThat(StoredResidents.age(born, today)).isEqualTo(years);
    }
}
