package care.nearkin.embedded;

import care.nearkin.kernel.DataFolder;
import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The broker by itself with two gateways, in this JVM or, to be killed, in one of its own. */
final class BrokerAlone {

    static final BrokerAccount GATEWAY = new BrokerAccount(
            "gateway1", List.of("zigbee2mqtt/#", "nearkin/+/+"), List.of("zigbee2mqtt/+/set", "nearkin/gateway1/#"));
    static final BrokerAccount OTHER = new BrokerAccount("gateway2", List.of("other/#"), List.of("other/#"));

    private BrokerAlone() {}

    static LocalBroker in(Path folder, BrokerSettings settings) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        return in(folder, settings, beans);
    }

    /** With a Nearkin that is going to receive these topics. */
    static LocalBroker in(Path folder, List<String> topics) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("ours", (OwnSubscription) () -> topics);
        return in(folder, settings(), beans);
    }

    private static LocalBroker in(Path folder, BrokerSettings settings, StaticListableBeanFactory beans) {
        beans.addBean("accounts", (BrokerAccounts) BrokerAlone::authenticate);
        return new LocalBroker(
                settings,
                new DataFolder(folder),
                beans.getBeanProvider(BrokerAccounts.class),
                beans.getBeanProvider(OwnSubscription.class));
    }

    static LocalBroker in(Path folder) {
        return in(folder, settings());
    }

    private static BrokerSettings settings() {
        return new BrokerSettings("127.0.0.1", 0, null, Duration.ofMinutes(10));
    }

    private static Optional<BrokerAccount> authenticate(String name, @Nullable String password) {
        return List.of(GATEWAY, OTHER).stream()
                .filter(account -> account.name().equals(name) && ("pw-" + name).equals(password))
                .findFirst();
    }

    /** Prints the address and the secret of the in-process account, then waits to be killed. */
    public static void main(String[] folder) throws InterruptedException {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        LocalBroker broker = in(Path.of(folder[0]));
        broker.start();
        System.out.println("READY " + broker.url() + " " + broker.password());
        Thread.currentThread().join();
    }
}
