package care.nearkin.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A page or call of ours that does not say who may use it may be used by nobody. */
@Component
class EveryDoorIsMarked implements HandlerInterceptor, WebMvcConfigurer {

    private static final Logger log = LoggerFactory.getLogger(EveryDoorIsMarked.class);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                || !(handler instanceof HandlerMethod door)
                || isMarked(door)) {
            return true;
        }
        log.error("Nobody may use {}: it names no @PreAuthorize", door.getShortLogMessage());
        throw new AccessDeniedException("no rule");
    }

    static boolean isMarked(HandlerMethod door) {
        return !door.getBeanType().getPackageName().startsWith("care.nearkin")
                || AnnotatedElementUtils.hasAnnotation(door.getMethod(), PreAuthorize.class)
                || AnnotatedElementUtils.hasAnnotation(door.getBeanType(), PreAuthorize.class);
    }
}
