package care.nearkin.signal.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** What came in, before anybody understood it. */
public record Message(String topic, byte[] payload, boolean retained, Instant receivedAt) {

    /** Empty when the payload is no UTF-8 text. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** As people are shown it: the text, or the bytes as {@code hex:…}. */
    public String raw() {
        return text().orElseGet(() -> "hex:" + HexFormat.of().formatHex(payload));
    }
}
