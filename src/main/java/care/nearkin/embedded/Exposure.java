package care.nearkin.embedded;

import care.nearkin.kernel.StartRefused;
import java.net.InetSocketAddress;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Where Nearkin can be reached, and whether what is said there can be overheard. */
record Exposure(InetSocketAddress web, boolean webTls, InetSocketAddress broker, boolean brokerTls, boolean inClear) {

    static Exposure of(Environment environment) {
        boolean given = Given.broker(environment);
        return new Exposure(
                address(environment, "server.address", "0.0.0.0", "server.port", 8080, "SERVER_ADDRESS"),
                given(environment, "server.ssl.key-store")
                        || given(environment, "server.ssl.certificate")
                        || given(environment, "server.ssl.bundle"),
                given
                        ? new InetSocketAddress("127.0.0.1", 0)
                        : address(
                                environment,
                                "nearkin.broker.host",
                                "127.0.0.1",
                                "nearkin.broker.port",
                                1883,
                                "NEARKIN_BROKER_HOST"),
                given(environment, "nearkin.broker.tls.keystore"),
                "yes".equalsIgnoreCase(environment.getProperty("nearkin.in-clear")));
    }

    private static boolean given(Environment environment, String property) {
        return StringUtils.hasText(environment.getProperty(property));
    }

    private static InetSocketAddress address(
            Environment environment, String host, String anyHost, String port, int usual, String variable) {
        String name = environment.getProperty(host, anyHost);
        int number = environment.getProperty(port, Integer.class, usual);
        return new InetSocketAddress(
                StartChecks.resolve(name.isBlank() ? anyHost : name, variable), Math.max(0, number));
    }

    boolean reachesOut() {
        return outside(web) || outside(broker);
    }

    void refuseUnlessMeant() {
        if (!inClear && outside(web) && !webTls) {
            throw inClear("SERVER_ADDRESS", web, "SERVER_SSL_KEY_STORE");
        }
        if (!inClear && outside(broker) && !brokerTls) {
            throw inClear("NEARKIN_BROKER_HOST", broker, "NEARKIN_BROKER_TLS_KEYSTORE");
        }
    }

    static StartRefused samplePasswords() {
        return new StartRefused(
                "This data folder has accounts with the sample's passwords, so Nearkin listens on 127.0.0.1 only; start"
                        + " on a new folder with NEARKIN_SAMPLE=no, or reset those passwords.",
                "此数据目录中有示例密码的账号，只能在 127.0.0.1 上使用；请用 NEARKIN_SAMPLE=no 和新的数据目录启动，或重设这些密码。");
    }

    private static boolean outside(InetSocketAddress address) {
        return !address.getAddress().isLoopbackAddress();
    }

    private static StartRefused inClear(String variable, InetSocketAddress address, String keyStore) {
        String host = address.getAddress().getHostAddress();
        return new StartRefused(
                variable + "=" + host + " would show passwords and alarms to everybody on the way; set up TLS ("
                        + keyStore + ") or say NEARKIN_IN_CLEAR=yes.",
                variable + "=" + host + " 会在网络上明文传送密码和报警，请配置 TLS（" + keyStore + "），或明确设置 NEARKIN_IN_CLEAR=yes。");
    }
}
