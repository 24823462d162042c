package care.nearkin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Who signs out is no longer there, at once. */
@Component
class SignOut implements LogoutHandler {

    private final Presence presence;

    SignOut(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        if (who != null) {
            presence.gone(who.getName());
        }
    }
}
