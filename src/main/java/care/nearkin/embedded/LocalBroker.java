package care.nearkin.embedded;

import care.nearkin.kernel.DataFolder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * The MQTT broker that Nearkin brings when no {@code NEARKIN_MQTT_URL} is given. Every message of QoS 1 is on the disk
 * before it is acknowledged; what does not fit into memory is paged.
 */
@Component
@Conditional(Given.NoBroker.class)
class LocalBroker implements SmartLifecycle, BrokerAddress, BrokerSessions {

    /** Before everything that connects to it, so that it is also stopped after them. */
    static final int PHASE = -1000;

    /** Bytes; not a share of the disk, which on a large one would turn alarms away with room for years of them. */
    private static final long LEAST_DISK_FREE = 512L * 1024 * 1024;

    /** How often is looked for topics to forget. */
    private static final long MOST_MILLIS_TO_LOOK = 30_000;

    private static final String SELF = "nearkin";
    private static final String DEAD = "$nearkin.dead";
    private static final String EXPIRED = "$nearkin.expired";

    private final BrokerSettings settings;
    private final Path folder;
    private final String secret = randomSecret();
    private final BrokerGate gate;
    private final ObjectProvider<OwnSubscription> ours;
    private @Nullable ActiveMQServer server;

    LocalBroker(
            BrokerSettings settings,
            DataFolder data,
            ObjectProvider<BrokerAccounts> accounts,
            ObjectProvider<OwnSubscription> ours) {
        this.settings = settings;
        this.ours = ours;
        this.folder = data.file("broker").toAbsolutePath().normalize();
        this.gate = new BrokerGate(
                new BrokerAccount(SELF, List.of(), List.of("#")), secret, accounts::getIfAvailable, this::speaks);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public synchronized void start() {
        ActiveMQServer starting = new ActiveMQServerImpl(configuration(), gate);
        gate.waitForOurs();
        List<Exception> failures = new CopyOnWriteArrayList<>();
        starting.registerActivationFailureListener(failures::add);
        try {
            starting.start();
            if (!failures.isEmpty()) {
                starting.stop();
                throw failures.get(0);
            }
            starting.getRemotingService().addIncomingInterceptor(gate);
            starting.getRemotingService().addOutgoingInterceptor(gate.answers());
            HeldQueues.watch(starting);
            if (keepsOurs(starting)) {
                gate.open();
            }
        } catch (Exception e) {
            throw new IllegalStateException("The MQTT broker did not start", e);
        }
        server = starting;
    }

    private List<String> speaks() {
        OwnSubscription own = ours.getIfAvailable();
        return own == null ? List.of("#") : own.speaks();
    }

    /** From an earlier run; or nothing is to be kept. */
    private boolean keepsOurs(ActiveMQServer running) {
        OwnSubscription subscription = ours.getIfAvailable();
        List<String> topics = subscription == null ? List.of() : subscription.topics();
        List<LocalQueueBinding> queues = running.getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .map(LocalQueueBinding.class::cast)
                .toList();
        return topics.stream()
                .allMatch(topic -> queues.stream()
                        .anyMatch(queue -> gate.keeps(
                                queue.getUniqueName().toString(),
                                queue.getAddress().toString(),
                                topic)));
    }

    @Override
    public void end(String account) {
        ActiveMQServer running = server();
        if (running != null) {
            running.getRemotingService().getConnections().stream()
                    .filter(connection -> BrokerGate.isOf(account, connection))
                    .forEach(connection -> connection.fail(new ActiveMQDisconnectedException("account shut")));
        }
    }

    private synchronized @Nullable ActiveMQServer server() {
        return server;
    }

    @Override
    public synchronized void stop() {
        ActiveMQServer stopping = server;
        server = null;
        if (stopping != null) {
            try {
                stopping.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The MQTT broker did not stop", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return server != null && server.isActive();
    }

    @Override
    public boolean embedded() {
        return true;
    }

    @Override
    public String url() {
        return settings.tls() == null
                ? "tcp://" + literal(settings.host()) + ":" + port()
                : "tcp://127.0.0.1:" + port("inside");
    }

    @Override
    public String user() {
        return SELF;
    }

    @Override
    public String password() {
        return secret;
    }

    /** The port that devices connect to. */
    int port() {
        return port("devices");
    }

    /** Whether messages are taken in: false while the disk is full. */
    synchronized boolean accepting() {
        return server != null && server.isActive() && !server.getPagingManager().isDiskFull();
    }

    /** How many topics are known; each takes 12 KB. */
    synchronized int topics() {
        return server == null ? 0 : server.getPostOffice().getAddresses().size();
    }

    private synchronized int port(String acceptor) {
        if (server == null) {
            throw new IllegalStateException("The MQTT broker has not started");
        }
        return ((NettyAcceptor) server.getRemotingService().getAcceptor(acceptor)).getActualPort();
    }

    private Configuration configuration() {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName(SELF)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalSyncNonTransactional(true)
                .setJournalSyncTransactional(true)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setNodeManagerLockDirectory(folder.toString())
                .setMinDiskFree(LEAST_DISK_FREE)
                .setAddressQueueScanPeriod(
                        Math.min(MOST_MILLIS_TO_LOOK, settings.forgetTopics().toMillis()))
                .setGlobalMaxSize(64L * 1024 * 1024)
                .setSecurityEnabled(true)
                // the gate keeps the password check on the connection; a cache by password would pass by the client id
                .setAuthenticationCacheSize(0)
                .setJMXManagementEnabled(false)
                .setPopulateValidatedUser(false)
                .setThreadPoolMaxSize(10)
                .setScheduledThreadPoolMaxSize(2)
                .addAcceptorConfiguration(acceptor("devices", settings.host(), settings.port(), settings.tls()))
                .addAddressSetting("#", addressSettings())
                .addAddressConfiguration(keeps(DEAD))
                .addAddressConfiguration(keeps(EXPIRED));
        if (settings.tls() != null) {
            configuration.addAcceptorConfiguration(acceptor("inside", "127.0.0.1", 0, null));
        }
        return configuration;
    }

    /** No limit to deliveries: an unacknowledged message stays at the head of its queue until its client takes it. */
    private AddressSettings addressSettings() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of(EXPIRED))
                .setMaxDeliveryAttempts(-1)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(16L * 1024 * 1024)
                .setPageSizeBytes(1024 * 1024)
                // nobody subscribes to a topic by itself, so by the usual rule none would ever count as used up
                .setAutoDeleteAddressesSkipUsageCheck(true)
                .setAutoDeleteAddressesDelay(settings.forgetTopics().toMillis())
                .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                .setDefaultQueueRoutingType(RoutingType.MULTICAST);
    }

    private static CoreAddressConfiguration keeps(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setRingSize(1000L));
    }

    private static TransportConfiguration acceptor(
            String name, String host, int port, BrokerSettings.@Nullable Tls tls) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, host);
        parameters.put(TransportConstants.PORT_PROP_NAME, port);
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        parameters.put(TransportConstants.NIO_REMOTING_THREADS_PROPNAME, 3);
        if (tls != null) {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(
                    TransportConstants.KEYSTORE_PATH_PROP_NAME,
                    tls.keystore().toAbsolutePath().toString());
            parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
            parameters.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, tls.password());
            parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.2,TLSv1.3");
        }
        // 14 days: a 3.1.1 client that keeps its session and never returns is forgotten then
        Map<String, Object> mqtt =
                Map.of("defaultMqttSessionExpiryInterval", 1_209_600, "maximumPacketSize", BrokerGate.LARGEST);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name, mqtt);
    }

    private static String randomSecret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String literal(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
