package care.nearkin.signal.format;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.format.Understood.Ignored;
import care.nearkin.signal.format.Understood.Proposed;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Several;
import care.nearkin.signal.format.Understood.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What each format makes of real messages; the table is {@code formats.csv}. */
class FormatsTest {

    static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Formats FORMATS = Formats.all();
    private static final Map<String, Source> SOURCES = Stream.of(
                    new Source("nearkin", "nearkin", List.of("nearkin/#"), "nearkin", null),
                    new Source("zigbee2mqtt", "zigbee2mqtt", List.of("zigbee2mqtt/#"), "zigbee2mqtt", null),
                    new Source("tasmota", "tasmota", List.of("tele/#", "stat/#"), null, ZoneId.of("Asia/Shanghai")),
                    new Source("chirpstack", "chirpstack", List.of("application/#"), null, null),
                    new Source("shelly", "shelly", List.of("+/events/rpc"), null, null),
                    new Source("esphome", "esphome", List.of("+/status"), null, null),
                    new Source("ttn", "ttn", List.of("v3/#"), null, null),
                    new Source("alink", "alink", List.of("/sys/#"), null, ZoneId.of("Asia/Shanghai")),
                    new Source("thingsboard", "thingsboard", List.of("v1/#"), null, null),
                    new Source("homeassistant", "homeassistant", List.of("homeassistant/#"), "homeassistant", null))
            .collect(Collectors.toMap(Source::name, Function.identity()));

    static Understood read(String format, String topic, String payload) {
        return read(format, topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    static Understood read(String format, String topic, byte[] payload) {
        return FORMATS.named(format).orElseThrow().read(new Message(topic, payload, false, NOW), SOURCES.get(format));
    }

    static List<Reading> readings(String format, Understood understood, Map<String, FieldRule> map, DeviceKind kind) {
        return Interpreter.readings((Report) understood, FORMATS.named(format).orElseThrow(), map, kind);
    }

    private static String told(String format, Understood understood, DeviceKind kind) {
        if (understood instanceof Unreadable no) {
            return "UNREADABLE " + no.why().replace("signal.why.", "");
        }
        if (understood instanceof Ignored no) {
            return "IGNORED " + no.why().replace("signal.why.", "");
        }
        if (understood instanceof Several several) {
            return several.parts().stream()
                    .map(part -> told(format, part.understood(), kind))
                    .collect(Collectors.joining(" | "));
        }
        if (understood instanceof Proposed proposed) {
            return proposed.proposals().stream()
                    .map(p -> p.signal() + " " + (p.field() == null ? "?" : p.field()) + "@" + p.stateTopic())
                    .collect(Collectors.joining(" | ", "PROPOSED ", ""))
                    .strip();
        }
        List<Reading> readings = readings(format, understood, Map.of(), kind);
        return ((Report) understood).device()
                + readings.stream()
                        .map(r -> " " + r.kind() + "=" + r.sense()
                                + (r.sense() == Reading.Sense.NUMBER ? "/" + r.value() : ""))
                        .sorted()
                        .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(
            resources = "formats.csv",
            numLinesToSkip = 1,
            delimiter = ';',
            quoteCharacter = '\'',
            emptyValue = "")
    void everyMessageIsUnderstoodAsTheTableSays(
            String format, String topic, String payload, String deviceKind, String what, String expected) {
        DeviceKind kind = deviceKind == null || deviceKind.isEmpty()
                ? null
                : DeviceKind.of(deviceKind).orElseThrow();
        assertThat(told(format, read(format, topic, payload == null ? "" : payload), kind))
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void aTasmotaSwitchIsWhatTheDevicesMapSays() {
        Understood on = read("tasmota", "stat/hall/SWITCH1", "{\"STATE\":\"ON\"}");
        Understood off = read("tasmota", "stat/hall/SWITCH1", "{\"STATE\":\"OFF\"}");
        Map<String, FieldRule> normallyClosed = Map.of("Switch1", new FieldRule("smoke", true, null));

        assertThat(readings("tasmota", on, normallyClosed, DeviceKind.DOOR))
                .singleElement()
                .returns(care.nearkin.signal.SignalKind.SMOKE, Reading::kind)
                .returns(Reading.Sense.OFF, Reading::sense);
        assertThat(readings("tasmota", off, normallyClosed, DeviceKind.DOOR))
                .singleElement()
                .returns(Reading.Sense.ON, Reading::sense);
    }

    @Test
    void aMapMakesAFieldSayNothingOrNamesItsOnValues() {
        Understood state = read("zigbee2mqtt", "zigbee2mqtt/x", "{\"state\":\"L3\",\"occupancy\":true}");
        Map<String, FieldRule> map = Map.of(
                "occupancy", new FieldRule("ignore", null, null),
                "state", new FieldRule("leak", null, Set.of("l2", "l3")));

        assertThat(readings("zigbee2mqtt", state, map, null))
                .singleElement()
                .returns(care.nearkin.signal.SignalKind.LEAK, Reading::kind)
                .returns(Reading.Sense.ON, Reading::sense);
    }

    @Test
    void anUplinkHasItsOwnIdAndAnExactTime() {
        Report report = (Report)
                read(
                        "chirpstack",
                        "application/a/device/24e124ffff/event/up",
                        "{\"deduplicationId\":\"3ac7e3c4\",\"time\":\"2026-03-02T07:59:58.123456789+00:00\",\"object\":{\"press\":\"short\"}}");

        assertThat(report.id()).isEqualTo("3ac7e3c4");
        assertThat(report.time()).isEqualTo(Instant.parse("2026-03-02T07:59:58.123456789Z"));
        assertThat(report.clock()).isTrue();
    }

    @Test
    void localTimeWithoutAZoneIsShownButNeverUsedToTellOldFromNew() {
        Report report =
                (Report) read("tasmota", "tele/hall/SENSOR", "{\"Time\":\"2026-03-02T15:59:00\",\"Switch1\":\"ON\"}");

        assertThat(report.time()).isEqualTo(Instant.parse("2026-03-02T07:59:00Z"));
        assertThat(report.clock()).isFalse();
    }

    @Test
    void aClockThatCountsFromSwitchingOnGivesNoTime() {
        Report report = (Report) read("nearkin", "nearkin/x/sos", "{\"value\":1,\"time\":4711}");

        assertThat(report.time()).isNull();
        assertThat(report.clock()).isFalse();
    }

    @Test
    void repeatedStateIsMarkedAsCachedAndAPressIsNot() {
        List<Reading> readings = readings(
                "zigbee2mqtt",
                read("zigbee2mqtt", "zigbee2mqtt/b", "{\"action\":\"emergency\",\"battery_low\":false}"),
                Map.of(),
                null);

        assertThat(readings).filteredOn(r -> r.field().equals("action")).noneMatch(Reading::cached);
        assertThat(readings).filteredOn(r -> r.field().equals("battery_low")).allMatch(Reading::cached);
    }

    @Test
    void aClockThatTellsTheSecondsSinceItWasSwitchedOnIsNoTime() {
        Report uptime = (Report) read(
                "shelly",
                "s/events/rpc",
                "{\"method\":\"NotifyStatus\",\"params\":{\"ts\":4711.5,\"smoke:0\":{\"alarm\":true}}}");
        Report set = (Report) read(
                "shelly",
                "s/events/rpc",
                "{\"method\":\"NotifyStatus\",\"params\":{\"ts\":1772438398.5,\"smoke:0\":{\"alarm\":true}}}");

        assertThat(uptime.time()).isNull();
        assertThat(set.time()).isEqualTo(Instant.parse("2026-03-02T07:59:58.500Z"));
        assertThat(set.clock()).isTrue();
    }

    @Test
    void whatWasLongAgoIsHistoryWhereTheSameMessageShowsThatTheClockIsRight() {
        String old = "1735689600000";
        Several right = (Several) read(
                "thingsboard",
                "v1/gateway/telemetry",
                "{\"A\":[{\"ts\":" + old + ",\"values\":{\"smoke\":true}},{\"ts\":" + NOW.toEpochMilli()
                        + ",\"values\":{\"smoke\":false}}]}");
        Report unset = (Report) read(
                "thingsboard", "v1/gateway/telemetry", "{\"A\":[{\"ts\":" + old + ",\"values\":{\"smoke\":true}}]}");

        assertThat(((Report) right.parts().get(0).understood()).time()).isEqualTo(Instant.ofEpochMilli(1735689600000L));
        assertThat(unset.time()).isNull();
    }

    @Test
    void aPartOfAMessageShowsNothingOfTheOthers() {
        Several two = (Several)
                read("thingsboard", "v1/gateway/telemetry", "{\"A\":[{\"smoke\":true}],\"B\":[{\"motion\":true}]}");

        assertThat(two.parts())
                .extracting(Understood.Part::raw)
                .containsExactly("{\"A\":[{\"smoke\":true}]}", "{\"B\":[{\"motion\":true}]}");
    }

    @Test
    void anUplinksIdIsOneThatNoOtherUplinkHas() {
        String uplink = "{\"correlation_ids\":[\"gs:conn:01A\",\"as:up:01B\"],\"simulated\":true,\"uplink_message\":"
                + "{\"received_at\":\"2026-03-02T07:59:58Z\",\"decoded_payload\":{\"smoke\":true}}}";
        Report report = (Report) read("ttn", "v3/a@t/devices/d/up", uplink);
        Report counted = (Report) read(
                "ttn",
                "v3/a@t/devices/d/up",
                "{\"uplink_message\":{\"session_key_id\":\"AX\",\"received_at\":\"2026-03-02T07:59:58Z\"}}");

        assertThat(report.id()).isEqualTo("as:up:01B");
        assertThat(report.simulated()).isTrue();
        assertThat(report.omitsFalse()).isTrue();
        assertThat(report.time()).isEqualTo(Instant.parse("2026-03-02T07:59:58Z"));
        assertThat(counted.id()).isEqualTo("AX:0:2026-03-02T07:59:58Z");
    }

    @Test
    void anAlinkNumberIsTheDevicesOwnOfOneDayAndOneContent() {
        Report one =
                (Report) read("alink", "/sys/p/d/thing/event/property/post", "{\"id\":\"1\",\"params\":{\"SOS\":1}}");
        Report same =
                (Report) read("alink", "/sys/p/d/thing/event/property/post", "{\"id\":\"1\",\"params\":{\"SOS\":1}}");
        Report other =
                (Report) read("alink", "/sys/p/d/thing/event/property/post", "{\"id\":\"1\",\"params\":{\"SOS\":0}}");

        assertThat(one.id()).startsWith("2026-03-02:1:").isEqualTo(same.id()).isNotEqualTo(other.id());
    }

    @Test
    void anAlinkGatewayTellsOfItsDevicesAndOfTheirPast() {
        String pack =
                "{\"id\":\"9\",\"params\":{\"properties\":{\"BatteryPercentage\":{\"value\":50}},\"subDevices\":[{\"identity\":"
                        + "{\"productKey\":\"p\",\"deviceName\":\"leak\"},\"properties\":{\"WaterSensorState\":[{\"value\":1,\"time\":"
                        + NOW.minusSeconds(60).toEpochMilli() + "},{\"value\":0,\"time\":"
                        + NOW.toEpochMilli()
                        + "}]}},{\"identity\":{\"productKey\":\"p\"},\"properties\":{\"Smoke\":1}}]}}";
        Understood told = read("alink", "/sys/p/gw/thing/event/property/pack/post", pack);

        assertThat(told("alink", told, null))
                .isEqualTo("p/leak LEAK=ON | p/leak LEAK=OFF | p/gw BATTERY=NUMBER/50 | UNREADABLE noValue");
        assertThat(((Several) told).parts())
                .extracting(part -> part.understood() instanceof Report report ? report.id() : null)
                .filteredOn(id -> id != null)
                .doesNotHaveDuplicates();
    }

    @Test
    void aTimeUpToADayAheadIsTakenAsTold() {
        Report report = (Report) read(
                "alink",
                "/sys/p/d/thing/event/property/post",
                "{\"params\":{\"Smoke\":{\"value\":1,\"time\":"
                        + NOW.plusSeconds(80_000).toEpochMilli() + "}}}");

        assertThat(report.time()).isEqualTo(NOW.plusSeconds(80_000));
        assertThat(report.clock()).isTrue();
    }
}
