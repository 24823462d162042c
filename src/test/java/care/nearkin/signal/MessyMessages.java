package care.nearkin.signal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Messages as broken devices, broken networks and bored people send them: real ones of every format with bytes flipped,
 * cut off, nested deep, with numbers too large, NUL, broken UTF-8, wrong types and wrong topics, and plain noise. The same
 * seed gives the same messages.
 */
public final class MessyMessages {

    /** What is published; topics are such as MQTT allows, anything below them is not. */
    public record Messy(String topic, byte[] payload) {}

    private static final String NAUGHTY = "{}[]\",:/\\\0\u00e9近邻\ud83d\ude31 nulltrue0.e-1NaN";
    private static final String[] VALUES = {
        "1e999",
        "-1e400",
        "99999999999999999999999999",
        "0.0000000000000000000000001",
        "NaN",
        "null",
        "true",
        "\"\"",
        "[]",
        "{}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"9999-99-99T99:99:99Z\"",
        "-9223372036854775809",
        "[[[[[]]]]]"
    };
    private static final byte[][] BROKEN_UTF8 = {
        {(byte) 0xC3, 0x28}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xF8, (byte) 0x88}, {(byte) 0xFF}, {0}
    };

    private final List<String[]> real;
    private final Random random;

    public MessyMessages(long seed) throws IOException {
        this.random = new Random(seed);
        try (InputStream table = MessyMessages.class.getResourceAsStream("format/formats.csv")) {
            this.real = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(";", -1))
                    .toList();
        }
    }

    public Messy next() {
        String[] message = real.get(random.nextInt(real.size()));
        String topic = random.nextInt(8) == 0 ? topic(message[1]) : message[1];
        return new Messy(topic, payload(message[2]));
    }

    /** One of another format, one that was changed, or one that is nobody's; within what the sources subscribe or not. */
    private String topic(String topic) {
        return switch (random.nextInt(4)) {
            case 0 -> real.get(random.nextInt(real.size()))[1];
            case 1 -> topic.substring(0, 1 + random.nextInt(topic.length()));
            case 2 -> topic + "/" + "x".repeat(random.nextInt(400));
            default -> {
                StringBuilder changed = new StringBuilder(topic);
                changed.setCharAt(random.nextInt(topic.length()), (char) ('a' + random.nextInt(26)));
                yield changed.toString();
            }
        };
    }

    private byte[] payload(String text) {
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1 -> flipped(bytes(text));
            case 2 -> cut(bytes(text));
            case 3 -> bytes(nested(text));
            case 4 -> bytes(otherValue(text));
            case 5 -> with(bytes(text), BROKEN_UTF8[random.nextInt(BROKEN_UTF8.length)]);
            case 6 -> bytes(naughty(text));
            case 7 -> twice(bytes(text));
            case 8 -> bytes(lengthy(text));
            default -> bytes(text);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = 0; i <= random.nextInt(4) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
    }

    private String nested(String text) {
        int depth = 1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 100);
        return random.nextBoolean()
                ? "{\"a\":".repeat(depth) + text + "}".repeat(depth)
                : "[".repeat(depth) + text + "]".repeat(random.nextInt(depth + 1));
    }

    /** In the place of one value that stands there. */
    private String otherValue(String text) {
        String value = VALUES[random.nextInt(VALUES.length)];
        String[] parts = text.split("(?<=:)", -1);
        if (parts.length < 2) {
            return value;
        }
        int at = 1 + random.nextInt(parts.length - 1);
        parts[at] = parts[at].replaceFirst("^(\"[^\"]*\"|[^,}\\]]*)", Matcher.quoteReplacement(value));
        return String.join("", parts);
    }

    private byte[] with(byte[] bytes, byte[] broken) {
        int at = random.nextInt(bytes.length + 1);
        byte[] all = Arrays.copyOf(bytes, bytes.length + broken.length);
        System.arraycopy(bytes, at, all, at + broken.length, bytes.length - at);
        System.arraycopy(broken, 0, all, at, broken.length);
        return all;
    }

    private String naughty(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(5); i >= 0; i--) {
            char c = NAUGHTY.charAt(random.nextInt(NAUGHTY.length()));
            changed.insert(
                    random.nextInt(changed.length() + 1), String.valueOf(c).repeat(1 + random.nextInt(50)));
        }
        return changed.toString();
    }

    private byte[] twice(byte[] bytes) {
        byte[] all = Arrays.copyOf(bytes, bytes.length * 2);
        System.arraycopy(bytes, 0, all, bytes.length, bytes.length);
        return all;
    }

    /** Thousands of fields, or one value of many thousand characters. */
    private String lengthy(String text) {
        if (random.nextInt(20) > 0 || !text.endsWith("}")) {
            return text + " ".repeat(random.nextInt(100));
        }
        StringBuilder fields = new StringBuilder(text.substring(0, text.length() - 1));
        for (int i = 0; i < 2000; i++) {
            fields.append(",\"f").append(i).append("\":").append(i);
        }
        return fields.append(",\"long\":\"")
                .append("y".repeat(20_000))
                .append("\"}")
                .toString();
    }
}
