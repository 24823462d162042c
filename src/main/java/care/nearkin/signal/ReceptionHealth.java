package care.nearkin.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether signals come in, when the last one did, and how many wait. Another node that receives is no fault here. */
@Component("signalsHealthIndicator")
class ReceptionHealth implements HealthIndicator {

    private final Reception reception;
    private final ReceivingWatch watch;

    ReceptionHealth(Reception reception, ReceivingWatch watch, MeterRegistry meters) {
        this.reception = reception;
        this.watch = watch;
        Gauge.builder("nearkin.signals.waiting", reception, Reception::waiting).register(meters);
        Gauge.builder("nearkin.signals.receiving", reception, r -> r.receiving() ? 1 : 0)
                .register(meters);
    }

    @Override
    public Health health() {
        boolean lineLost = reception.isRunning() && watch.current() != 0 && !reception.receiving();
        Instant last = reception.lastMessage();
        return (lineLost ? Health.down() : Health.up())
                .withDetail("receiving", reception.receiving())
                .withDetail("waiting", reception.waiting())
                .withDetail("lastMessage", last == null ? "none" : last.toString())
                .build();
    }
}
