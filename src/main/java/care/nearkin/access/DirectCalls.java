package care.nearkin.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Marks requests that came from this machine and by way of nobody. Looks before Tomcat believes a forwarding header, takes
 * it away and leaves no trace of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DirectCalls implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Set on requests that came directly from this machine. */
    static final String MARK = DirectCalls.class.getName();

    private static final List<String> BY_PROXY =
            List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via");

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new Mark());
    }

    private static final class Mark extends ValveBase {

        Mark() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (BY_PROXY.stream().allMatch(header -> request.getHeader(header) == null)
                    && isLoopback(request.getPeerAddr())) {
                request.setAttribute(MARK, true);
            }
            getNext().invoke(request, response);
        }
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
