package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.signal.Book.Place;
import care.nearkin.signal.format.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When what was only counted is written: at once where it is seldom or says more, else twice a minute. */
class UnsavedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Place TEMPERATURE = new Place("zigbee2mqtt:hall", "temperature");

    private final Unsaved unsaved = new Unsaved();

    private static FieldState state(String value, Outcome outcome, Boolean level) {
        Message message = new Message("zigbee2mqtt/hall", value.getBytes(StandardCharsets.UTF_8), false, NOW);
        return new FieldState(SignalKind.OTHER, level, value, outcome, message, "zigbee2mqtt", null, 1, null);
    }

    private void told(FieldState state) {
        unsaved.add(TEMPERATURE, state);
    }

    private Set<Place> writtenAt(Instant now) {
        Map<Place, FieldState> due = unsaved.due(now);
        unsaved.written(due, now);
        return due.keySet();
    }

    @Test
    void aFirstReadingIsWrittenAtOnceAndTheNextOnesEveryHalfMinute() {
        told(state("21", Outcome.NORMAL, null));
        assertThat(writtenAt(NOW)).containsExactly(TEMPERATURE);
        told(state("22", Outcome.NORMAL, null));
        assertThat(writtenAt(NOW.plus(Unsaved.SELDOM).minusMillis(1))).isEmpty();
        assertThat(writtenAt(NOW.plus(Unsaved.SELDOM))).containsExactly(TEMPERATURE);
        assertThat(unsaved.isEmpty()).isTrue();
    }

    @Test
    void whatSaysMoreThanAnotherValueIsWrittenAtOnce() {
        told(state("21", Outcome.NORMAL, null));
        writtenAt(NOW);
        told(state("5", Outcome.NORMAL, true));
        assertThat(writtenAt(NOW.plusSeconds(1))).containsExactly(TEMPERATURE);
        told(state("5", Outcome.DUPLICATE, true));
        assertThat(writtenAt(NOW.plusSeconds(2))).containsExactly(TEMPERATURE);
    }

    @Test
    void allOfItIsThereWhenTheBookIsClosed() {
        told(state("21", Outcome.NORMAL, null));
        writtenAt(NOW);
        told(state("22", Outcome.NORMAL, null));
        assertThat(unsaved.all()).containsOnlyKeys(TEMPERATURE);
    }

    @Test
    void whatWentWithItsBatchIsNotWrittenAgain() {
        told(state("21", Outcome.NORMAL, null));
        unsaved.remove(TEMPERATURE);
        assertThat(writtenAt(NOW)).isEmpty();
    }
}
