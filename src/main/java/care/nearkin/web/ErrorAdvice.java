package care.nearkin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** The one place where an exception becomes an answer. */
@ControllerAdvice
class ErrorAdvice {

    private final Problems problems;
    private final ErrorSurface surface;

    ErrorAdvice(Problems problems, ErrorSurface surface) {
        this.problems = problems;
        this.surface = surface;
    }

    @ExceptionHandler
    @Nullable
    Object answer(Exception trouble, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (isForSignIn(trouble)) {
            throw trouble;
        }
        if (response.isCommitted()) {
            return null;
        }
        surface.retarget(request).forEach((name, values) -> response.setHeader(name, values.get(0)));
        return surface.show(problems.of(trouble), request, request.getRequestURI());
    }

    /** The other side has gone, as readers of live news do: there is nobody to answer. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, AsyncRequestTimeoutException.class})
    void gone() {}

    /** Nobody is signed in: the security chain sends to the sign-in page. */
    private static boolean isForSignIn(Exception trouble) {
        if (trouble instanceof AuthenticationException) {
            return true;
        }
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return trouble instanceof AccessDeniedException
                && (person == null || person instanceof AnonymousAuthenticationToken);
    }
}
