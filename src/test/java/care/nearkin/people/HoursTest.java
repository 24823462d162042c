package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.nearkin.NearkinTest;
import care.nearkin.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

@NearkinTest
class HoursTest {

    @Autowired
    HoursWords words;

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    24h                                  | at any hour                           | 全天随时
                    07:00-21:00                          | daily 07:00–21:00                     | 每天 07:00–21:00
                    Mon-Fri 09:00-17:00; Sat 09:00-12:00 | Mon–Fri 09:00–17:00; Sat 09:00–12:00  | 周一至周五 09:00–17:00；周六 09:00–12:00
                    Sat Sun 00:00-24:00                  | Sat, Sun all day                      | 周六、周日全天
                    Fri-Sun,Tue 18:00-06:00              | Tue, Fri–Sun 18:00–06:00 the next day | 周二、周五至周日 18:00–次日06:00
                    Sun-Tue 18:00-24:00                  | Mon, Tue, Sun 18:00–24:00             | 周一、周二、周日 18:00–24:00
                    """)
    void areReadFromTablesAndSaidInWords(String text, String english, String chinese) {
        List<Hours> hours = Hours.parse(text);

        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.say(hours, null)).isEqualTo(english);
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(words.say(hours, null)).isEqualTo(chinese);
        assertThat(hours.stream().map(Hours::span).map(Span::hours)).isEqualTo(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evenings", "Mon-Fri", "25:00-26:00", "Mo 09:00-17:00", "9-17"})
    void thatCannotBeReadAreRefusedAndNotGuessed(String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Hours.parse(text));
    }
}
