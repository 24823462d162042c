package care.nearkin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Puts an account, as it is now, into the session of this request. */
@Component
class Sessions {

    private static final SecurityContextRepository STORE = new HttpSessionSecurityContextRepository();

    private final StaffLookup staff;

    Sessions(StaffLookup staff) {
        this.staff = staff;
    }

    boolean holds(HttpServletRequest request) {
        return STORE.containsContext(request);
    }

    /** Whoever had the session's id before has it no longer. */
    Authentication enter(String name, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        return renew(name, request, response);
    }

    Authentication renew(String name, HttpServletRequest request, HttpServletResponse response) {
        SignedIn account = staff.loadUserByUsername(name);
        account.eraseCredentials();
        Authentication who = UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        STORE.saveContext(context, request, response);
        return who;
    }
}
