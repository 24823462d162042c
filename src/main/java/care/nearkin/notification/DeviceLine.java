package care.nearkin.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** The way to the devices, implemented by whoever knows them: notification only knows when and what. */
public interface DeviceLine {

    /** From then on a device is not asked any more: a siren an hour late does harm. */
    Duration TOO_LATE = Duration.ofMinutes(2);

    /**
     * What a device is asked to do.
     *
     * @param id the same at every attempt
     * @param key names the words, for a device that has them recorded
     * @param text the words, for a device that can say them
     */
    record Play(
            String id,
            String device,
            To.Command command,
            String key,
            String text,
            Locale language,
            int seconds,
            Instant at) {}

    enum Answer {
        /** The broker has confirmed that it has the message. */
        TAKEN,
        NO_DEVICE,
        /** The device is registered, but not as one that can do this. */
        CANNOT,
        NO_LINE
    }

    CompletionStage<Answer> play(Play play);
}
