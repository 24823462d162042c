package care.nearkin.signal;

import java.util.List;

/** A message as the broker handed it over, in its parts; what is not acknowledged it hands over again, except at QoS 0. */
record Delivery(List<Item> items, int qos, long watch, Runnable acknowledge) {

    boolean comesAgain() {
        return qos > 0;
    }
}
