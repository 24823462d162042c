package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import org.flywaydb.core.api.exception.FlywayValidateException;
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
            if (cause instanceof FlywayValidateException) {
                return say(otherVersion());
            }
        }
        return false;
    }

    private static StartRefused otherVersion() {
        return new StartRefused(
                "The database was made by another version of Nearkin and does not fit this one; start the version that made"
                        + " it, or name another NEARKIN_DATA_DIR or database.",
                "数据库由另一版本的近邻建立，与本版本不符，请用原版本启动，或指定另一个 NEARKIN_DATA_DIR 或数据库。");
    }

    private static boolean say(Throwable refusal) {
        System.err.println(refusal.getMessage());
        return true;
    }
}
