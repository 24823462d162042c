package care.nearkin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Whom the sign-in page offers with one click: the sample's accounts, to somebody at this very machine, while they still
 * have the passwords that the sample made up. A request that came by way of a proxy, or by a host name that is not this
 * machine's (a page elsewhere can point its name here), is not from this machine.
 */
@Component
class SampleOffer {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final StaffRows staff;
    private final @Nullable InetAddress boundTo;

    SampleOffer(StaffRows staff, ServerProperties server) {
        this.staff = staff;
        this.boundTo = server.getAddress();
    }

    /** Names, in the order in which the sample made them; empty when nobody may be offered. */
    List<String> to(HttpServletRequest request) {
        return isHere(request, boundTo) ? staff.withSamplePassword() : List.of();
    }

    static boolean isHere(HttpServletRequest request, @Nullable InetAddress boundTo) {
        return boundTo != null
                && boundTo.isLoopbackAddress()
                && DirectCalls.isLoopback(request.getRemoteAddr())
                && THIS_MACHINE.contains(request.getServerName())
                && request.getAttribute(DirectCalls.MARK) != null;
    }
}
