package care.nearkin.embedded;

import care.nearkin.kernel.DataFolder;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last lines of a start: where to look, and who one may be there. */
@Component
class ReadyLines {

    private final DataFolder data;

    ReadyLines(DataFolder data) {
        this.data = data;
    }

    /** Comes after all that listens to the ready event, such as the sample and the job executor. */
    @EventListener
    void on(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC
                && change.getSource() instanceof WebServerApplicationContext context) {
            Exposure exposure = Exposure.of(context.getEnvironment());
            System.out.println(address(exposure, context.getWebServer().getPort()));
            Path accounts = data.file("accounts.txt").toAbsolutePath();
            if (Files.exists(accounts)) {
                Path here = Path.of("").toAbsolutePath();
                System.out.println(accounts.startsWith(here) ? here.relativize(accounts) : accounts);
            }
        }
    }

    private static String address(Exposure exposure, int port) {
        InetSocketAddress web = exposure.web();
        String host = web.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : web.getAddress().getHostAddress();
        return (exposure.webTls() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }
}
