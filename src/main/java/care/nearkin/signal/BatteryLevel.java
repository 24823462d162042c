package care.nearkin.signal;

import care.nearkin.signal.News.Edge;
import care.nearkin.signal.format.Reading;
import care.nearkin.signal.format.Reading.Sense;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The inbox's rule for batteries: told again and again, news only when it comes into a worse grade or is full again. What
 * hangs on the mains tells of a battery that it does not need.
 */
record BatteryLevel(DoubleToIntFunction grades) {

    static boolean mind(Told told, Reading reading) {
        Device device = told.device();
        return reading.kind() == SignalKind.BATTERY
                && reading.sense() == Sense.NUMBER
                && told.known()
                && reading.number() != null
                && device != null
                && device.power() != Device.Power.MAINS;
    }

    Plan.Step step(Told told, Reading reading, @Nullable FieldState before) {
        int was = before == null ? 0 : grade(before.value());
        int now = grade(reading.value());
        if (now > was) {
            return told.ask(reading, Edge.ON);
        }
        return now == 0 && was > 0 ? told.ask(reading, Edge.OFF) : Plan.nothingNew(reading);
    }

    boolean low(Reading reading) {
        return grade(reading.value()) > 0;
    }

    private int grade(String value) {
        try {
            double percent = Double.parseDouble(value.strip());
            return Double.isFinite(percent) ? grades.applyAsInt(percent) : 0;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
