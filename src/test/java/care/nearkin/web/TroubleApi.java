package care.nearkin.web;

import care.nearkin.kernel.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.LocalDate;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every way in which a call can go wrong; in the tests only, at an API address and at a page's. */
@Hidden
@RestController
@PreAuthorize("isAuthenticated()")
@RequestMapping({"/api/v1/test-trouble", "/test-trouble"})
class TroubleApi {

    record Body(@NotBlank String name, LocalDate born) {}

    @PostMapping("/body")
    Body body(@Valid @RequestBody Body body) {
        return body;
    }

    @GetMapping("/limit")
    int limit(@RequestParam @Max(500) int limit) {
        return limit;
    }

    @GetMapping("/refused")
    void refused() {
        throw new IllegalStateException("wrapped", Refusal.conflict("web.problem.missing", "phone"));
    }

    @GetMapping("/overtaken")
    void overtaken() {
        throw new OptimisticLockingFailureException("row 7 of secret_table");
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret 13800138000");
    }

    /** Tomcat shows its error page like this when a part of the answer is on its way, as a live page's always is. */
    @GetMapping("/half-told")
    void halfTold(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        response.getWriter().write("half");
        response.flushBuffer();
        request.getRequestDispatcher("/error").include(request, response);
        response.getWriter().write(" and no more");
        response.flushBuffer();
    }

    @GetMapping("/others")
    @PreAuthorize("hasRole('NOBODY')")
    void others() {}
}
