package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where staff sign in; the form itself is taken by Spring Security. */
@Controller
@PreAuthorize("permitAll()")
class SignInPage {

    private final SampleOffer sample;
    private final Sessions sessions;
    private final SignedInHere signedInHere;
    private final AccountList accounts;

    SignInPage(SampleOffer sample, Sessions sessions, SignedInHere signedInHere, AccountList accounts) {
        this.sample = sample;
        this.sessions = sessions;
        this.signedInHere = signedInHere;
        this.accounts = accounts;
    }

    @GetMapping("/sign-in")
    String page(HttpServletRequest request, Model model) {
        model.addAttribute("sample", accounts.named(sample.to(request)));
        return "access/sign-in";
    }

    /** One click instead of a password; the offer is judged anew, whatever the page showed. */
    @PostMapping("/sign-in/sample")
    void signInAsSample(@RequestParam String name, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!sample.to(request).contains(name)) {
            throw Refusal.forbidden("access.sample.not-here");
        }
        var who = sessions.enter(name, request, response);
        signedInHere.onAuthenticationSuccess(request, response, who);
    }

    static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String reason = why instanceof PasswordCheck.TooManyAttempts
                ? "slow"
                : why instanceof LockedException ? "locked" : "wrong";
        response.sendRedirect(request.getContextPath() + "/sign-in?" + reason);
    }
}
