package care.nearkin.signal;

/** A message as the broker handed it over; what is not acknowledged it hands over again, except at QoS 0. */
record Delivery(Item item, int qos, long watch, Runnable acknowledge) {

    boolean comesAgain() {
        return qos > 0;
    }
}
