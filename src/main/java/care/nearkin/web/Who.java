package care.nearkin.web;

import care.nearkin.access.StaffAccounts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Colleagues by the name that people call them, not by their account's. */
@Component
class Who {

    private static final String KNOWN = Who.class.getName();

    private final StaffAccounts staff;

    Who(StaffAccounts staff) {
        this.staff = staff;
    }

    /** Somebody who has no account any more keeps the name that was written down. */
    public @Nullable String name(@Nullable String account) {
        return account == null ? null : known().computeIfAbsent(account, staff::displayName);
    }

    /** Each is asked for once while a page is made. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> known() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return new HashMap<>();
        }
        Map<String, String> known = (Map<String, String>) request.getAttribute(KNOWN, RequestAttributes.SCOPE_REQUEST);
        if (known == null) {
            known = new HashMap<>();
            request.setAttribute(KNOWN, known, RequestAttributes.SCOPE_REQUEST);
        }
        return known;
    }
}
