package care.nearkin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails before or outside a controller (a filter, the security chain, a template) looks the same as inside. */
@Controller
class ErrorPage implements ErrorController {

    private final Problems problems;
    private final ErrorSurface surface;

    ErrorPage(Problems problems, ErrorSurface surface) {
        this.problems = problems;
        this.surface = surface;
    }

    @RequestMapping("${server.error.path:/error}")
    @Nullable
    Object error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        surface.retarget(request).forEach((name, values) -> response.setHeader(name, values.get(0)));
        return surface.show(problem(request), request, path(request));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception trouble) {
            return problems.of(trouble);
        }
        HttpStatusCode status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return problems.ofStatus(status, HttpHeaders.EMPTY);
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                ? path
                : request.getRequestURI();
    }
}
