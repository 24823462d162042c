package care.nearkin.signal;

import java.util.List;

/**
 * A message as the broker handed it over, in its parts; what is not acknowledged it hands over again, except at QoS 0.
 * {@code order}: whose messages stay in their order. {@code urgent}: somebody may be calling for help.
 */
record Delivery(List<Item> items, String order, boolean urgent, int qos, long watch, Runnable acknowledge) {

    static Delivery of(List<Item> items, int qos, long watch, Runnable acknowledge) {
        return new Delivery(
                items, items.get(0).order(), items.stream().anyMatch(Item::mayCall), qos, watch, acknowledge);
    }

    boolean comesAgain() {
        return qos > 0;
    }
}
