package care.nearkin.embedded;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may connect to the embedded broker, and which topics she may use. An account's client ids are put under the
 * account's name, and so are its queues: otherwise whoever knows a client id could take over that session, or have its
 * queue deleted by a subscription that is then refused.
 */
class BrokerGate implements ActiveMQSecurityManager5, MQTTInterceptor {

    /** Bytes of a message with its topic. */
    static final int LARGEST = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerGate.class);
    private static final String SHARED = "$share/";

    private final BrokerAccount self;
    private final byte[] secret;
    private final Supplier<@Nullable BrokerAccounts> accounts;
    private final Supplier<List<String>> speaks;
    private volatile boolean open = true;

    BrokerGate(
            BrokerAccount self,
            String secret,
            Supplier<@Nullable BrokerAccounts> accounts,
            Supplier<List<String>> speaks) {
        this.self = self;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.accounts = accounts;
        this.speaks = speaks;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String name,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (!(connection instanceof MQTTConnection client) || name == null || password == null) {
            return null;
        }
        // Artemis asks again for every right it checks; the password was right when the connection was made
        if (client.getSubject() != null && account(client.getSubject()).name().equals(name)) {
            return client.getSubject();
        }
        return known(name, password).map(account -> admit(account, client)).orElse(null);
    }

    private Optional<BrokerAccount> known(String name, String password) {
        if (name.equals(self.name())) {
            return MessageDigest.isEqual(secret, password.getBytes(StandardCharsets.UTF_8))
                    ? Optional.of(new BrokerAccount(self.name(), speaks.get(), self.subscribe()))
                    : Optional.empty();
        }
        BrokerAccounts others = accounts.get();
        return others == null || !open ? Optional.empty() : others.authenticate(name, password);
    }

    private static Subject admit(BrokerAccount account, MQTTConnection client) {
        String id = client.getClientID();
        if (id.length() > 200 || !id.matches("[^\\p{Cntrl}'\\\\]+") || id.contains("::")) {
            throw new InvalidClientIdException();
        }
        if (!id.startsWith(account.prefix())) {
            client.setClientID(account.prefix() + id);
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new AccountPrincipal(account));
        subject.setReadOnly();
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, @Nullable Set<Role> roles, CheckType right, String address) {
        BrokerAccount account = account(subject);
        int at = address.indexOf("::");
        String filter = TopicFilter.ofAddress(at < 0 ? address : address.substring(0, at));
        boolean ownQueue = at >= 0 && address.substring(at + 2).startsWith(account.prefix());
        return switch (right) {
            case SEND -> at < 0 && account.mayPublish(filter);
            case CONSUME, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE -> ownQueue && account.maySubscribe(filter);
            // leaving what she once had is always allowed
            case DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> ownQueue;
            case CREATE_ADDRESS -> account.mayPublish(filter) || account.maySubscribe(filter);
            case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
        };
    }

    /** Lets in nobody but Nearkin until its own subscription is made. */
    void waitForOurs() {
        open = false;
    }

    void open() {
        open = true;
    }

    /** Hears the answers of the broker: with the one to our own subscription the messages of others are kept. */
    MQTTInterceptor answers() {
        return (packet, connection) -> {
            if (packet instanceof MqttSubAckMessage && isOf(self.name(), connection)) {
                open();
            }
            return true;
        };
    }

    static boolean isOf(String account, RemotingConnection connection) {
        Subject subject = connection.getSubject();
        return subject != null && account(subject).name().equals(account);
    }

    /** Whether this queue of ours keeps what is published under {@code filter}. */
    boolean keeps(String queue, String address, String filter) {
        return queue.startsWith(self.prefix()) && TopicFilter.ofAddress(address).equals(filter);
    }

    /**
     * Refuses messages that are too large, also of clients too old to be told a limit: one that Nearkin cannot read would
     * come to it for ever. And shared subscriptions under a foreign name, before Artemis looks at their queue.
     */
    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttPublishMessage publish
                && publish.fixedHeader().remainingLength() > LARGEST) {
            LOG.warn(
                    "A message of {} bytes from {} was refused and its line closed; {} is the most",
                    publish.fixedHeader().remainingLength(),
                    connection.getSubject() == null
                            ? "nobody"
                            : account(connection.getSubject()).name(),
                    LARGEST);
            connection.fail(new ActiveMQDisconnectedException("message too large"));
            return false;
        }
        if (!(packet instanceof MqttSubscribeMessage subscribe)) {
            return true;
        }
        return subscribe.payload().topicSubscriptions().stream()
                .map(MqttTopicSubscription::topicName)
                .filter(topic -> topic.startsWith(SHARED))
                .allMatch(topic -> connection.getSubject() != null
                        && topic.startsWith(
                                SHARED + account(connection.getSubject()).prefix()));
    }

    private static BrokerAccount account(Subject subject) {
        return subject.getPrincipals(AccountPrincipal.class).iterator().next().account;
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType right) {
        return false;
    }

    /** Artemis expects its own kind of principal; ours also carries the rights. */
    private static final class AccountPrincipal extends UserPrincipal {
        private final transient BrokerAccount account;

        AccountPrincipal(BrokerAccount account) {
            super(account.name());
            this.account = account;
        }
    }
}
