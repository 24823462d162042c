package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Sets who acts for as long as the work takes, and whoever was set before it afterwards. */
@Component
class InHerName implements OnBehalf {

    private final StaffLookup staff;

    InHerName(StaffLookup staff) {
        this.staff = staff;
    }

    @Override
    public void of(String account, Runnable work) {
        SignedIn person = staff.find(account)
                .filter(SignedIn::isAccountNonLocked)
                .orElseThrow(() -> Refusal.forbidden("access.no-longer-here"));
        person.eraseCredentials();
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext hers = SecurityContextHolder.createEmptyContext();
        hers.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(hers);
        try {
            work.run();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
