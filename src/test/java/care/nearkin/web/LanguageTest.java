package care.nearkin.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LanguageTest {

    private final Language language = new Language();

    @ParameterizedTest
    @CsvSource({"en-GB, en", "zh-TW, zh-CN", "fr, zh-CN", "'fr, en;q=0.5', en"})
    void theBrowsersWishCounts(String wish, String spoken) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", wish);
        request.setPreferredLocales(Locale.LanguageRange.parse(wish).stream()
                .map(range -> Locale.forLanguageTag(range.getRange()))
                .toList());

        assertThat(language.resolveLocale(request)).hasToString(spoken.replace('-', '_'));
    }

    @Test
    void withoutAWishItIsChinese() {
        assertThat(language.resolveLocale(new MockHttpServletRequest())).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    void whatWasChosenHereComesFirstAndStays() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        language.setLocale(request, response, Locale.ENGLISH);

        MockHttpServletRequest next = new MockHttpServletRequest();
        next.setPreferredLocales(List.of(Locale.SIMPLIFIED_CHINESE));
        next.setCookies(new Cookie(Language.COOKIE, "en"));

        assertThat(language.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
        assertThat(response.getHeader("Set-Cookie")).contains("nearkin-lang=en", "HttpOnly", "SameSite=Lax");
        assertThat(language.resolveLocale(next)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void aMadeUpChoiceIsChinese() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie(Language.COOKIE, "<script>"));

        assertThat(language.resolveLocale(request)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    }
}
