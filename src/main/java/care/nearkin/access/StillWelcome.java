package care.nearkin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Compares each request of a session with the account as it is now, on whichever node it was changed: a locked account or
 * a new password ends the session, new groups or areas count from the next click. Also notes that the person is there,
 * and holds her at the password page while hers is a one-time one.
 */
class StillWelcome extends OncePerRequestFilter {

    private final Presence presence;
    private final Sessions sessions;
    private final Refusals refusals;

    StillWelcome(Presence presence, Sessions sessions, Refusals refusals) {
        this.presence = presence;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
            @Nullable SignedIn now = signedIn;
            if (sessions.holds(request)) {
                now = compare(signedIn, request, response);
            }
            if (now != null && now.mustChange() && !mayBeforeChanging(request)) {
                refusals.mustChange(request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private @Nullable SignedIn compare(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        Presence.Standing standing = presence.standing(signedIn.getUsername());
        if (standing == null || standing.locked() || standing.stamp() != signedIn.stamp()) {
            new SecurityContextLogoutHandler().logout(request, response, null);
            return null;
        }
        if (standing.stale()) {
            presence.seen(signedIn.getUsername());
        }
        if (standing.rights() == signedIn.rights()) {
            return signedIn;
        }
        Authentication renewed = sessions.renew(signedIn.getUsername(), request, response);
        return (SignedIn) renewed.getPrincipal();
    }

    private static boolean mayBeforeChanging(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/me/password") || path.equals("/sign-out");
    }
}
