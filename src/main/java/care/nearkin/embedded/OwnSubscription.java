package care.nearkin.embedded;

import java.util.List;

/**
 * What Nearkin itself subscribes at its broker, and what it may publish; implemented where signals are received. Until the broker keeps messages
 * for it nobody else is let in: what a gateway publishes before would be thanked for and lost.
 */
public interface OwnSubscription {

    /** Topic filters; empty when nothing is received here. */
    List<String> topics();

    /** Topic filters that Nearkin itself may publish to. */
    default List<String> speaks() {
        return List.of("#");
    }
}
