package care.nearkin.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What waits for a worker. Whoever may be calling for help goes before what was only measured, however much of that there
 * is, and takes along what the same device said before: a device's messages stay in their order.
 */
class Waiting {

    private final int room;
    private final Deque<Delivery> urgent = new ArrayDeque<>();
    private final Deque<Delivery> others = new ArrayDeque<>();

    /** @param room how many may wait; whoever brings one more is held until there is room */
    Waiting(int room) {
        this.room = room;
    }

    synchronized void put(Delivery delivery) throws InterruptedException {
        while (size() >= room) {
            wait();
        }
        if (delivery.urgent()) {
            bringForward(delivery.order());
            urgent.add(delivery);
        } else {
            others.add(delivery);
        }
        notifyAll();
    }

    private void bringForward(String order) {
        for (Iterator<Delivery> earlier = others.iterator(); earlier.hasNext(); ) {
            Delivery delivery = earlier.next();
            if (delivery.order().equals(order)) {
                earlier.remove();
                urgent.add(delivery);
            }
        }
    }

    /** Waits until something is there, but no longer than this. */
    synchronized boolean await(long millis) throws InterruptedException {
        if (size() == 0) {
            wait(millis);
        }
        return size() > 0;
    }

    /** The next ones, at most so many: those that hurry by themselves, the others when none does. */
    synchronized List<Delivery> next(int most) {
        Deque<Delivery> from = urgent.isEmpty() ? others : urgent;
        List<Delivery> batch = new ArrayList<>();
        while (batch.size() < most && !from.isEmpty()) {
            batch.add(from.remove());
        }
        notifyAll();
        return batch;
    }

    synchronized int size() {
        return urgent.size() + others.size();
    }
}
