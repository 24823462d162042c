package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Who is looking, from the security context. */
@Service
class SessionViewers implements Viewers {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final StaffLookup staff;

    SessionViewers(StaffLookup staff) {
        this.staff = staff;
    }

    @Override
    public Viewer current() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (!TRUST.isAuthenticated(who)) {
            throw Refusal.forbidden("access.not-signed-in");
        }
        if (who.getPrincipal() instanceof SignedIn signedIn) {
            return signedIn.viewer();
        }
        try {
            return staff.loadUserByUsername(who.getName()).viewer();
        } catch (UsernameNotFoundException unknown) {
            throw Refusal.forbidden("access.not-signed-in");
        }
    }

    @Override
    public Optional<Viewer> of(String name) {
        return staff.find(name).filter(SignedIn::isAccountNonLocked).map(SignedIn::viewer);
    }

    @Override
    public boolean isHeld() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof SignedIn signedIn && signedIn.mustChange();
    }
}
