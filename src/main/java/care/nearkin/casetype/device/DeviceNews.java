package care.nearkin.casetype.device;

import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.engine.Decisions;
import care.nearkin.signal.Answer;
import care.nearkin.signal.AnswersNews;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import care.nearkin.signal.News;
import care.nearkin.signal.News.Edge;
import care.nearkin.signal.Outcome;
import care.nearkin.signal.SignalKind;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers what a device says about itself: battery, tampering, fault. Asked before those who only note it. */
@Component
@Order(50)
class DeviceNews implements AnswersNews {

    private static final Set<SignalKind> OURS =
            EnumSet.of(SignalKind.BATTERY, SignalKind.BATTERY_LOW, SignalKind.TAMPER, SignalKind.FAULT);

    private final DeviceMatters matters;
    private final Devices devices;
    private final Decisions decisions;
    private final Clock clock;

    DeviceNews(DeviceMatters matters, Devices devices, Decisions decisions, Clock clock) {
        this.matters = matters;
        this.devices = devices;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public List<Optional<Answer>> answer(List<News> news) {
        return news.stream().map(this::answer).toList();
    }

    private Optional<Answer> answer(News news) {
        boolean itself = news.device().known() && !news.device().inTestWindow() && !news.simulated();
        if (!OURS.contains(news.kind()) || !itself) {
            return Optional.empty();
        }
        return devices.find(news.device().key())
                .filter(Device::live)
                .flatMap(device -> news.edge() == Edge.OFF ? over(news) : matter(news, device));
    }

    private Optional<Answer> over(News news) {
        Set<Matter> over = news.kind() == SignalKind.BATTERY
                ? DeviceMatters.batteries()
                : EnumSet.of(Matter.valueOf(news.kind().name()));
        return matters.over(news.device().key(), over)
                .map(number -> new Answer(Outcome.CARE, number, "signal.why.careOver"));
    }

    private Optional<Answer> matter(News news, Device device) {
        String name = news.kind() == SignalKind.BATTERY
                ? battery(news.value())
                : news.kind().name();
        if (name == null) {
            return Optional.empty();
        }
        String number = matters.tell(new DeviceMatters.Told(
                device.key(), Matter.valueOf(name), clock.instant(), device.resident(), device.area(), 0, null));
        return Optional.of(new Answer(Outcome.CARE, number, "device.matter." + name));
    }

    private @Nullable String battery(@Nullable String percent) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("percent", percent == null ? null : Double.valueOf(percent.strip()));
        Object matter = decisions.decide("device-battery", inputs).result().get("matter");
        return matter == null ? null : matter.toString();
    }
}
