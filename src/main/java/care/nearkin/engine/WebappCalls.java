package care.nearkin.engine;

import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * The calls under {@code /camunda} that are let through, by role. Camunda's webapps bring the engine's whole REST API
 * with them; whatever is not on this list does not exist for a browser.
 */
@Component
public class WebappCalls implements AuthorizationManager<RequestAuthorizationContext> {

    /** Where the webapps post to when somebody signs out there. */
    public static final String SIGN_OUT = "/camunda/api/admin/auth/user/default/logout";

    @Override
    public AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext call) {
        return new AuthorizationDecision(false);
    }
}
