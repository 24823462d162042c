package care.nearkin.signal;

import care.nearkin.signal.format.Format;
import care.nearkin.signal.format.Message;
import care.nearkin.signal.format.Source;
import care.nearkin.signal.format.Understood;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A message on its way through the inbox: where it is from, what its format made of it, and what tells it from others. */
record Item(
        Message message, @Nullable Source source, @Nullable Format format, Understood understood, String hash) {

    private static final int HASH_BYTES = 16;
    private static final int LONGEST_KEY = 300;
    static final String NOWHERE = "none";

    static Item of(Message message, @Nullable Source source, @Nullable Format format, Understood understood) {
        Item item = new Item(message, source, format, understood, hash(message.payload()));
        String device = item.device();
        return device == null || device.length() <= LONGEST_KEY
                ? item
                : new Item(message, source, format, new Understood.Unreadable("signal.why.topic"), item.hash());
    }

    /** Null for what no device can be made out of. */
    @Nullable
    String device() {
        return understood instanceof Understood.Report report && source != null
                ? source.deviceKey(report.device())
                : null;
    }

    /** Messages of one device are handled in their order. */
    String order() {
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
