package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a worker is given what waits. */
class WaitingTest {

    private final Waiting waiting = new Waiting(5);

    @Test
    void whoeverMayCallForHelpDoesNotWaitBehindWhatIsMeasured() throws InterruptedException {
        Delivery warm = measured("hall");
        Delivery cold = measured("cellar");
        Delivery help = call("button");
        put(warm, cold, help);

        assertThat(waiting.next(10)).containsExactly(help);
        assertThat(waiting.next(10)).containsExactly(warm, cold);
    }

    @Test
    void whatADeviceSaidBeforeGoesBeforeItsCallAndWhatItSaysAfterwardsStaysBehind() throws InterruptedException {
        Delivery hall = measured("hall");
        Delivery before = measured("kitchen");
        Delivery smoke = call("kitchen");
        Delivery after = measured("kitchen");
        put(hall, before, smoke, after);

        assertThat(waiting.next(10)).containsExactly(before, smoke);
        assertThat(waiting.next(10)).containsExactly(hall, after);
    }

    @Test
    void callsAreAnsweredInTheirOrderSoManyAtATime() throws InterruptedException {
        Delivery first = call("a");
        Delivery second = call("b");
        Delivery third = call("c");
        put(first, second, third);

        assertThat(waiting.next(2)).containsExactly(first, second);
        assertThat(waiting.next(2)).containsExactly(third);
        assertThat(waiting.next(2)).isEmpty();
    }

    @Test
    void whoBringsMoreThanThereIsRoomForIsHeldUntilSomeIsTaken() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            put(measured("hall"));
        }
        Thread bringer = new Thread(() -> {
            try {
                waiting.put(call("button"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        bringer.start();
        await().until(() -> bringer.getState() == Thread.State.WAITING);
        assertThat(waiting.size()).isEqualTo(5);

        waiting.next(1);
        bringer.join();
        assertThat(waiting.size()).isEqualTo(5);
    }

    @Test
    void whoLooksIsToldWhetherSomethingIsThere() throws InterruptedException {
        assertThat(waiting.await(1)).isFalse();
        put(measured("hall"));
        assertThat(waiting.await(60_000)).isTrue();
    }

    private void put(Delivery... deliveries) throws InterruptedException {
        for (Delivery delivery : deliveries) {
            waiting.put(delivery);
        }
    }

    private static Delivery measured(String device) {
        return new Delivery(List.of(), device, false, 0, 1, () -> {});
    }

    private static Delivery call(String device) {
        return new Delivery(List.of(), device, true, 0, 1, () -> {});
    }
}
