package care.nearkin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.signal.format.Order;
import care.nearkin.signal.format.Order.Deed;
import care.nearkin.signal.format.Order.Wish;
import care.nearkin.signal.format.Source;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each format gets when a siren is to sound or a voice to speak. */
class OrderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "nearkin|nearkin|speaker-1|SIREN|nearkin/speaker-1/do|{\"id\":\"7f\",\"command\":\"siren\",\"seconds\":90,\"at\":\"2026-06-02T15:00:00Z\"}",
                "nearkin|nearkin|speaker-1|VOICE_PROMPT|nearkin/speaker-1/do|{\"id\":\"7f\",\"command\":\"voice_prompt\",\"seconds\":90,\"key\":\"help\",\"text\":\"有人正赶来。\",\"language\":\"zh-CN\",\"at\":\"2026-06-02T15:00:00Z\"}",
                "zigbee2mqtt|zb|hall/siren|SIREN|zb/hall/siren/set|{\"warning\":{\"mode\":\"emergency\",\"level\":\"very_high\",\"strobe\":true,\"duration\":90}}",
                "zigbee2mqtt|zb|hall/siren|SILENCE|zb/hall/siren/set|{\"warning\":{\"mode\":\"stop\",\"level\":\"low\",\"strobe\":false,\"duration\":0}}",
                "tasmota||horn|SIREN|cmnd/horn/Backlog|PulseTime1 190;Power1 ON",
                "tasmota||horn|SILENCE|cmnd/horn/POWER|OFF",
                "shelly||shellyplus1-a8|SIREN|shellyplus1-a8/rpc|{\"id\":1,\"src\":\"nearkin-answers\",\"method\":\"Switch.Set\",\"params\":{\"id\":0,\"on\":true,\"toggle_after\":90}}",
                "chirpstack||a840|SIREN|nearkin/there/a840/do|{\"id\":\"7f\",\"command\":\"siren\",\"seconds\":90,\"at\":\"2026-06-02T15:00:00Z\"}"
            })
    void everyFormatHasItsOwnWords(String format, String base, String device, Deed deed, String topic, String payload) {
        assertThat(order(format, base, device, deed, 90)).contains(new Order(topic, payload));
    }

    @ParameterizedTest
    @CsvSource({"zigbee2mqtt", "tasmota", "shelly"})
    void whoHasNoVoiceIsNotAskedToSpeak(String format) {
        assertThat(order(format, null, "horn", Deed.VOICE_PROMPT, 90)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a+b", "#", "a/#", "' '"})
    void aNameThatIsAFilterIsNotATopic(String device) {
        assertThat(order("nearkin", "nearkin", device, Deed.SIREN, 90)).isEmpty();
    }

    @Test
    void aRelayCountsShortTimesInTenths() {
        assertThat(order("tasmota", null, "horn", Deed.SIREN, 5).orElseThrow().payload())
                .isEqualTo("PulseTime1 50;Power1 ON");
        assertThat(order("tasmota", null, "horn", Deed.SIREN, 12).orElseThrow().payload())
                .isEqualTo("PulseTime1 112;Power1 ON");
    }

    private static Optional<Order> order(String format, String base, String device, Deed deed, int seconds) {
        return Order.of(
                new Source("there", format, List.of("x/#"), base, null),
                device,
                new Wish(
                        "7f",
                        deed,
                        "help",
                        "有人正赶来。",
                        Locale.SIMPLIFIED_CHINESE,
                        seconds,
                        Instant.parse("2026-06-02T15:00:00Z")),
                "nearkin");
    }
}
