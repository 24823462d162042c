package care.nearkin.kernel;

import java.time.Instant;

/**
 * A part of the house that people rely on has failed, or works again; published as an event by the part that notices.
 * Publishing the same trouble again is harmless.
 *
 * @param kind which part, such as {@link #BROKER}; names the words {@code notice.<kind>.title} and {@code .body}
 * @param since when it failed
 * @param over true when it works again
 */
public record Trouble(String kind, Instant since, boolean over) {

    /** The line to the MQTT broker: while it is down no alarm can come in. */
    public static final String BROKER = "broker-lost";
}
