package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.PersonRisk;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What table {@code alarm-level} is told, whoever asks it: a sensor's news, a person's word, a measured value. */
record LevelFacts(
        String signal,
        PersonRisk personRisk,
        int localHour,
        @Nullable Double value,
        boolean testWindow,
        boolean simulated) {

    static final String TABLE = "alarm-level";

    static LevelFacts told(String signal, PersonRisk personRisk, int localHour) {
        return new LevelFacts(signal, personRisk, localHour, null, false, false);
    }

    static LevelFacts measured(String signal, PersonRisk personRisk, int localHour, double value) {
        return new LevelFacts(signal, personRisk, localHour, value, false, false);
    }

    Map<String, @Nullable Object> inputs() {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put(AlarmCase.SIGNAL.name(), signal);
        inputs.put(AlarmCase.PERSON_RISK.name(), personRisk.name());
        inputs.put(AlarmCase.LOCAL_HOUR.name(), localHour);
        inputs.put(AlarmCase.VALUE.name(), value);
        inputs.put(AlarmCase.TEST_WINDOW.name(), testWindow);
        inputs.put(AlarmCase.SIMULATED.name(), simulated);
        return inputs;
    }
}
