package care.nearkin.access;

import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** When nobody could sign in after a start, prints the link by which the first administrator is created. */
@Component
class FirstStart {

    private final StaffAccounts accounts;
    private final FirstAdministrator first;
    private final ServerProperties server;
    private final Environment settings;

    FirstStart(StaffAccounts accounts, FirstAdministrator first, ServerProperties server, Environment settings) {
        this.accounts = accounts;
        this.first = first;
        this.server = server;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        if (accounts.isEmpty()) {
            // to whoever started the program, and not into log files that are kept and collected
            System.out.printf(
                    "%nNobody can sign in yet. Within 24 hours, create the first administrator at%n%n  %s%n%n",
                    link(first.invite()));
        }
    }

    private String link(String token) {
        boolean secure = server.getSsl() != null && server.getSsl().isEnabled();
        String host = server.getAddress() == null || server.getAddress().isAnyLocalAddress()
                ? "localhost"
                : server.getAddress().getHostAddress();
        return (secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + settings.getProperty("local.server.port", "8080") + "/first-administrator?token=" + token;
    }
}
