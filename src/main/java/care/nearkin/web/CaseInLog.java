package care.nearkin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** What is logged while a case's page or call is served names the case; the engine does the same for its own work. */
class CaseInLog implements HandlerInterceptor {

    private static final String CASE = "case";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("number") instanceof String number
                && number.matches("[A-Z]{2}-\\d{4}-\\d+")) {
            MDC.put(CASE, number);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception trouble) {
        MDC.remove(CASE);
    }
}
