package care.nearkin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Shows a problem to whoever asked: JSON to a program, a notice to a fragment request, a page to a browser. */
@Component
class ErrorSurface {

    Object show(Problem problem, HttpServletRequest request, String path) {
        if (isProgram(request, path)) {
            return ResponseEntity.status(problem.status())
                    .headers(headers -> headers.addAll(problem.headers()))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem.json(path));
        }
        boolean fragment = request.getHeader("HX-Request") != null;
        ModelAndView view = new ModelAndView(
                fragment ? "web/notice :: problem" : "web/error",
                Map.of("problem", problem, "sent", !"GET".equals(request.getMethod())));
        view.setStatus(problem.status());
        return view;
    }

    HttpHeaders retarget(HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (request.getHeader("HX-Request") != null) {
            headers.set("HX-Retarget", "#notice");
            headers.set("HX-Reswap", "innerHTML show:top");
        }
        return headers;
    }

    private static boolean isProgram(HttpServletRequest request, String path) {
        if (path.startsWith("/api/") || path.startsWith("/camunda/api/")) {
            return true;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains("json")
                && !accept.contains("html")
                && request.getHeader("HX-Request") == null;
    }
}
