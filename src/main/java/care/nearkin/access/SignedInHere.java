package care.nearkin.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Somebody has just signed in: she is there, in her language, at the page she asked for. */
@Component
class SignedInHere extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Presence presence;
    private final LocaleResolver locales;

    SignedInHere(Presence presence, LocaleResolver locales) {
        this.presence = presence;
        this.locales = locales;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws ServletException, IOException {
        presence.seen(who.getName());
        if (who.getPrincipal() instanceof SignedIn signedIn && signedIn.locale() != null) {
            locales.setLocale(request, response, Locale.forLanguageTag(signedIn.locale()));
        }
        super.onAuthenticationSuccess(request, response, who);
    }
}
