package care.nearkin.web;

import care.nearkin.kernel.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The reader's language: what was chosen on this machine, else what the browser asks for, else Chinese. */
@Component("localeResolver")
class Language implements LocaleResolver {

    static final String COOKIE = "nearkin-lang";
    private static final String CHOSEN = Language.class.getName();

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Locale now) {
            return now;
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? asked(request) : Words.language(cookie.getValue());
    }

    private static Locale asked(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Words.LANGUAGES.get(0);
        }
        return Collections.list(request.getLocales()).stream()
                .filter(wanted -> Words.LANGUAGES.stream()
                        .anyMatch(ours -> ours.getLanguage().equals(wanted.getLanguage())))
                .findFirst()
                .map(wanted -> Words.language(wanted.getLanguage()))
                .orElse(Words.LANGUAGES.get(0));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        Locale language = Words.language(locale == null ? null : locale.toLanguageTag());
        request.setAttribute(CHOSEN, language);
        if (response != null) {
            ResponseCookie cookie = ResponseCookie.from(COOKIE, language.getLanguage())
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }
}
