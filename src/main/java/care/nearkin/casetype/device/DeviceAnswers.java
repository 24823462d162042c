package care.nearkin.casetype.device;

import care.nearkin.casetype.device.DeviceCase.Done;
import care.nearkin.casetype.device.DeviceCase.TestResult;
import care.nearkin.engine.AnswerRule;
import care.nearkin.engine.OpenTask;
import care.nearkin.kernel.Refusal;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceHealth;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the engine refuses, in whichever window it is answered: above all to call tested what was not heard. */
@Component
class DeviceAnswers implements AnswerRule {

    private final DeviceBook book;
    private final Devices devices;
    private final DeviceHealth health;
    private final Clock clock;

    DeviceAnswers(DeviceBook book, Devices devices, DeviceHealth health, Clock clock) {
        this.book = book;
        this.devices = devices;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public String flow() {
        return DeviceCase.KEY;
    }

    @Override
    public void check(OpenTask task, Map<String, Object> answers, @Nullable String by) {
        appointment(answers.get("appointment"));
        if (Done.REPLACED.name().equals(answers.get("done"))) {
            String fresh = String.valueOf(answers.get("replacedBy")).strip();
            replacement(fresh);
            // free text never reaches the process; the step that follows reads it here
            book.replacement(task.caseNumber(), fresh);
        }
        if (TestResult.ARRIVED.name().equals(answers.get("testResult"))) {
            String key = book.get(task.caseNumber()).device();
            if (!heard(key)) {
                throw Refusal.conflict("device.no-test-yet", key);
            }
        }
    }

    private void appointment(@Nullable Object given) {
        try {
            if (given != null
                    && OffsetDateTime.parse(given.toString()).toInstant().isBefore(clock.instant())) {
                throw Refusal.invalid("appointment", "device.appointment.past");
            }
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid("appointment", "signal.refusal.time");
        }
    }

    private void replacement(String key) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw Refusal.invalid("replacedBy", "device.key.bad");
        }
        if (devices.find(key).filter(Device::heeded).isPresent()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "replacedBy", "device.replaced-in-use", key);
        }
    }

    /** A gateway has no signal of its own: it is tried out by being heard again. */
    boolean heard(String key) {
        Device device = devices.find(key).orElse(null);
        if (device == null) {
            return true;
        }
        DeviceHealth.Health known = health.of(key).orElse(null);
        Instant from = device.testFrom();
        if (known == null || from == null) {
            return false;
        }
        Instant last = device.kind() == DeviceKind.GATEWAY ? known.heardWithAll() : known.tested();
        return last != null && !last.isBefore(from);
    }
}
