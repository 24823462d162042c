package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says on stderr, in one sentence, why the start was refused; every other failure is left to Spring Boot. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused) {
                return say(cause);
            }
            if (cause instanceof PortInUseException taken) {
                return say(StartChecks.taken(taken.getPort(), "web", "网页", "SERVER_PORT"));
            }
        }
        return false;
    }

    private static boolean say(Throwable refusal) {
        System.err.println(refusal.getMessage());
        return true;
    }
}
