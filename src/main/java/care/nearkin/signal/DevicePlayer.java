package care.nearkin.signal;

import care.nearkin.notification.DeviceLine;
import care.nearkin.notification.To;
import care.nearkin.signal.format.Order;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a registered device to do what it can, in its own format. */
@Component
class DevicePlayer implements DeviceLine {

    private static final Logger LOG = LoggerFactory.getLogger(DevicePlayer.class);

    private final Devices devices;
    private final Sources sources;
    private final DeviceWire wire;
    private final Clock clock;

    DevicePlayer(Devices devices, Sources sources, DeviceWire wire, Clock clock) {
        this.devices = devices;
        this.sources = sources;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Answer> play(Play play) {
        Optional<Device> device = devices.find(play.device()).filter(Device::live);
        if (device.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.NO_DEVICE);
        }
        Optional<Order> order = able(device.get(), play.command()) ? order(play) : Optional.empty();
        if (order.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.CANNOT);
        }
        Duration fresh = Duration.between(clock.instant(), play.at().plus(TOO_LATE));
        return wire.publish(order.get(), fresh).handle((done, failure) -> {
            if (failure != null) {
                LOG.warn("{} could not be asked: {}", play.device(), failure.toString());
            }
            return failure == null ? Answer.TAKEN : Answer.NO_LINE;
        });
    }

    private static boolean able(Device device, To.Command command) {
        return switch (command) {
            case SIREN -> device.can(Device.Can.SIREN);
            case VOICE_PROMPT -> device.can(Device.Can.VOICE);
            case SILENCE -> !device.commands().isEmpty();
        };
    }

    private Optional<Order> order(Play play) {
        int colon = play.device().indexOf(':');
        Order.Wish wish = new Order.Wish(
                play.id(),
                Order.Deed.valueOf(play.command().name()),
                play.key(),
                play.text(),
                play.language(),
                play.seconds(),
                play.at());
        return sources.named(play.device().substring(0, Math.max(0, colon)))
                .flatMap(source ->
                        Order.of(source, play.device().substring(colon + 1), wish, Order.ours(sources.sources())));
    }
}
