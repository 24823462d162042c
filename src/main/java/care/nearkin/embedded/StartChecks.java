package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What would stop the start anyway, looked at before anything expensive begins: the data folder, the ports, an external
 * database, and whether what is reachable from outside is meant to be.
 */
class StartChecks implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Path folder = Path.of(environment.getProperty("nearkin.data.dir", "./data"))
                .toAbsolutePath()
                .normalize();
        Exposure exposure = Exposure.of(environment);
        environment.getPropertySources().addFirst(new MapPropertySource("start checks", settled(folder, exposure)));
        exposure.refuseUnlessMeant();
        if (!"none".equals(environment.getProperty("spring.main.web-application-type"))) {
            free(exposure.web(), "web", "网页", "SERVER_PORT");
        }
        if (!Given.broker(environment)) {
            free(exposure.broker(), "MQTT broker", "MQTT 服务", "NEARKIN_BROKER_PORT");
        }
        GivenDatabase.check(environment);
        GivenBroker.check(environment);
        FolderLock lock = FolderLock.take(folder);
        context.registerBean(FolderLock.class, () -> lock);
    }

    static Map<String, Object> settled(Path folder, Exposure exposure) {
        Map<String, Object> settled = new HashMap<>();
        // asked once: a test's folder has a random name, which is another one at each asking
        settled.put("nearkin.data.dir", folder.toString());
        if (exposure.webTls()) {
            settled.put("server.servlet.session.cookie.secure", "true");
        }
        if (exposure.reachesOut()) {
            // its passwords would be refused at the next start
            settled.put("nearkin.sample", "false");
        }
        return settled;
    }

    private static void free(InetSocketAddress address, String what, String chinese, String variable) {
        if (address.getPort() == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            throw taken(address.getPort(), what, chinese, variable);
        }
    }

    static StartRefused taken(int port, String what, String chinese, String variable) {
        return new StartRefused(
                "Port " + port + " for the " + what + " is taken or cannot be opened; stop what uses it, or set "
                        + variable + " to another.",
                chinese + "端口 " + port + " 已被占用或无法打开，请停止占用它的程序，或用 " + variable + " 另设端口。");
    }

    static InetAddress resolve(String host, String variable) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartRefused(
                    "This machine has no address " + host + "; correct " + variable + ".",
                    "本机没有地址 " + host + "，请更正 " + variable + "。");
        }
    }
}
