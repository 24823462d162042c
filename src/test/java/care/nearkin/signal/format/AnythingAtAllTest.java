package care.nearkin.signal.format;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.signal.DeviceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnythingAtAllTest {

    private static final int HOW_MANY = 20_000;
    private static final String NAUGHTY = "{}[]\",:/+#\\\0\u00e9近邻\ud800\udc00 nulltrue0.e-1";

    @Test
    void noPayloadAndNoTopicMakesAFormatFail() throws IOException {
        Random random = new Random(42);
        List<String[]> real = messages();
        for (int i = 0; i < HOW_MANY; i++) {
            String[] message = real.get(random.nextInt(real.size()));
            String topic = random.nextInt(4) == 0 ? mutated(message[1], random) : message[1];
            byte[] payload = random.nextInt(5) == 0
                    ? noise(random)
                    : mutated(message[2], random).getBytes(StandardCharsets.UTF_8);
            check(message[0], FormatsTest.read(message[0], topic, payload), random);
        }
    }

    private static void check(String format, Understood understood, Random random) {
        assertThat(understood).isNotNull();
        if (understood instanceof Understood.Several several) {
            several.parts().forEach(part -> check(format, part.understood(), random));
        }
        if (understood instanceof Understood.Report report) {
            DeviceKind kind = DeviceKind.values()[random.nextInt(DeviceKind.values().length)];
            assertThat(FormatsTest.readings(format, report, Map.of(), kind)).noneMatch(r -> fits(r.value()));
            assertThat(report.device()).doesNotContain("\0");
        }
    }

    private static boolean fits(String value) {
        return value.length() > 200 || value.indexOf('\0') >= 0;
    }

    private static List<String[]> messages() throws IOException {
        try (var table = FormatsTest.class.getResourceAsStream("formats.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(";", -1))
                    .toList();
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            char c = NAUGHTY.charAt(random.nextInt(NAUGHTY.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, c);
                case 1 -> changed.insert(at, String.valueOf(c).repeat(random.nextInt(2000)));
                case 2 -> changed.setLength(at);
                default -> {
                    if (at < changed.length()) {
                        changed.setCharAt(at, c);
                    }
                }
            }
        }
        return changed.toString();
    }
}
