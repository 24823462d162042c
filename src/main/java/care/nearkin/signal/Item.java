package care.nearkin.signal;

import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Interpreter;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Source;
import care.nearkin.signal.format.Understood;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way through the inbox, or one part of a message that speaks of several devices or moments: where it is
 * from, what its format made of it, and what tells it from others. The hash is the whole message's.
 */
record Item(
        Message message,
        int part,
        @Nullable Source source,
        @Nullable Format format,
        Understood understood,
        String hash) {

    private static final int HASH_BYTES = 16;
    private static final int LONGEST_KEY = 300;
    static final String NOWHERE = "none";

    static Item of(Message message, @Nullable Source source, @Nullable Format format, Understood understood) {
        return of(message, 0, source, format, understood, hash(message.payload()));
    }

    /** Each part with its own text, in the order in which they are to be handled. */
    static List<Item> of(Message message, Source source, Format format, Understood.Several several) {
        String hash = hash(message.payload());
        List<Item> items = new ArrayList<>();
        for (Understood.Part part : several.parts()) {
            Message own = new Message(
                    message.topic(),
                    part.raw().getBytes(StandardCharsets.UTF_8),
                    message.retained(),
                    message.receivedAt());
            items.add(of(own, items.size(), source, format, part.understood(), hash));
        }
        return items;
    }

    private static Item of(
            Message message,
            int part,
            @Nullable Source source,
            @Nullable Format format,
            Understood understood,
            String hash) {
        Item item = new Item(message, part, source, format, understood, hash);
        String device = item.device();
        return device == null || device.length() <= LONGEST_KEY
                ? item
                : new Item(message, part, source, format, new Understood.Unreadable("signal.why.topic"), hash);
    }

    /** Null for what no device can be made out of. */
    @Nullable
    String device() {
        String own = null;
        if (understood instanceof Understood.Report report) {
            own = report.device();
        } else if (understood instanceof Understood.Unreadable unreadable) {
            own = unreadable.device();
        }
        return own == null || source == null ? null : source.deviceKey(own);
    }

    /** The same, of no device: a topic alone is not enough to make one known. */
    Item ofNobody(Understood.Unreadable unreadable) {
        return new Item(message, part, source, format, new Understood.Unreadable(unreadable.why()), hash);
    }

    /**
     * Whether somebody may be calling for help, as far as the format alone can tell: a device's own map is not asked for
     * here. Only decides what is handled first.
     */
    boolean mayCall() {
        return understood instanceof Understood.Report report
                && format != null
                && Interpreter.readings(report, format, Map.of(), null).stream()
                        .anyMatch(reading ->
                                reading.sense().happens() && reading.kind().mayCall());
    }

    /** Messages of one device are handled in their order, and so are all that may speak of several. */
    String order() {
        if (source != null && format != null && format.severalDevices()) {
            return source.name();
        }
        String device = device();
        return device == null ? message.topic() : device;
    }

    String sourceName() {
        return source == null ? NOWHERE : source.name();
    }

    private static String hash(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
