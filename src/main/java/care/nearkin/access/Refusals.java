package care.nearkin.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** How the doors say no: problem details to programs, a redirect or a header to browsers. */
@Component
class Refusals {

    private static final String CHANGE = "/me/password";

    private final ObjectMapper json;
    private final MessageSource words;
    private final LocaleResolver locales;

    Refusals(ObjectMapper json, MessageSource words, LocaleResolver locales) {
        this.json = json;
        this.words = words;
        this.locales = locales;
    }

    /** No credentials, or wrong ones. A browser is not asked for any: it would keep and send them by itself. */
    void apiSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof PasswordCheck.TooManyAttempts many) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(many.seconds()));
            problem(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts");
            return;
        }
        if (request.getHeader("Sec-Fetch-Site") == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Nearkin\", charset=\"UTF-8\"");
        }
        problem(request, response, HttpStatus.UNAUTHORIZED, "signed-out");
    }

    void apiForbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        problem(request, response, HttpStatus.FORBIDDEN, why instanceof CsrfException ? "csrf" : "forbidden");
    }

    /** Somebody who has not signed in asks for a page, a part of a page, an event stream or a webapp's call. */
    void pageSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + "/sign-in");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if (isNavigation(request)) {
            redirect(request, response, "/sign-in");
        } else {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }

    void mustChange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            if (!isAt(request, CHANGE)) {
                response.setHeader("HX-Redirect", request.getContextPath() + CHANGE);
            }
            response.setStatus(HttpStatus.FORBIDDEN.value());
        } else if (isNavigation(request)) {
            redirect(request, response, CHANGE);
        } else {
            problem(request, response, HttpStatus.FORBIDDEN, "password-must-change");
        }
    }

    /** A part of that very page asks: to send the page where it is would empty what is typed there, again and again. */
    private static boolean isAt(HttpServletRequest request, String path) {
        String page = request.getHeader("HX-Current-URL");
        return page != null && page.replaceFirst("[?#].*", "").endsWith(request.getContextPath() + path);
    }

    /** A page to look at, as opposed to a call made by a page or a program. */
    static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !path.startsWith("/api/")
                && !path.startsWith("/camunda/api/");
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
        // relative, so that no Host header decides where it leads
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
    }

    private void problem(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String type)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(words.getMessage("access.problem." + type, null, locales.resolveLocale(request)));
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
