package care.nearkin.casetype.device;

import care.nearkin.casefile.CaseClosed;
import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A12: a device whose alarms were none three times in a month is checked. Which device a case was about is told by the
 * signals that opened it, whatever type of case that was.
 */
@Component
class FalseAlarms {

    private final DeviceMatters matters;
    private final DeviceBook book;
    private final Decisions decisions;
    private final Outcomes outcomes;
    private final Devices devices;
    private final Clock clock;

    FalseAlarms(
            DeviceMatters matters,
            DeviceBook book,
            Decisions decisions,
            Outcomes outcomes,
            Devices devices,
            Clock clock) {
        this.matters = matters;
        this.book = book;
        this.decisions = decisions;
        this.outcomes = outcomes;
        this.devices = devices;
        this.clock = clock;
    }

    @EventListener
    void closed(CaseClosed news) {
        if (news.type().equals(DeviceCase.KEY)) {
            return;
        }
        List<String> rang = outcomes.devicesOf(news.number());
        if (rang.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("caseOutcome", news.outcome());
        Decided answer = decisions.decide("device-false-alarms", inputs);
        if (Boolean.TRUE.equals(answer.result().get("counts"))) {
            int limit = ((Number) answer.result().getOrDefault("falseLimit", 3)).intValue();
            Instant since = clock.instant().minus(Duration.parse(answer.text("falseWithin")));
            rang.forEach(key -> devices.find(key).ifPresent(device -> count(news.number(), device, limit, since)));
        }
    }

    private void count(String caseNumber, Device device, int limit, Instant since) {
        if (book.falseAlarm(caseNumber, device.key(), since) >= limit) {
            book.falseAlarmsCounted(device.key());
            matters.tell(new DeviceMatters.Told(
                    device.key(), Matter.FALSE_ALARMS, clock.instant(), device.resident(), device.area(), 0, null));
        }
    }
}
