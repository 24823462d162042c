package care.nearkin.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Camunda's webapps speak the language that the person chose with us. They know only what the browser asks for, so their
 * settings, which each page loads first, name hers as the browser's; what the calls behind them answer is in it too.
 */
final class WebappLanguage extends OncePerRequestFilter {

    private static final String SETTINGS = "/scripts/config.js";
    private static final String SPEAKS =
            "Object.defineProperty(window.navigator, 'languages', {configurable: true, get: () => ['%s']});\n";

    private final ObjectProvider<LocaleResolver> locales;

    WebappLanguage(ObjectProvider<LocaleResolver> locales) {
        this.locales = locales;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Locale before = LocaleContextHolder.getLocale();
        Locale reader = locales.getObject().resolveLocale(request);
        LocaleContextHolder.setLocale(reader);
        try {
            if (request.getRequestURI().endsWith(SETTINGS)) {
                settings(request, response, chain, reader);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            LocaleContextHolder.setLocale(before);
        }
    }

    /** Nobody keeps them: they are another's as soon as somebody else signs in. */
    private static void settings(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Locale reader)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        if (kept.getStatus() == HttpServletResponse.SC_OK) {
            byte[] settings = kept.getContentAsByteArray();
            kept.resetBuffer();
            kept.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            kept.getOutputStream().write(SPEAKS.formatted(reader.getLanguage()).getBytes(StandardCharsets.UTF_8));
            kept.getOutputStream().write(settings);
        }
        kept.copyBodyToResponse();
    }
}
