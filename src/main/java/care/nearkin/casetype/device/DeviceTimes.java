package care.nearkin.casetype.device;

import care.nearkin.casetype.device.DeviceCase.Matter;
import care.nearkin.casetype.device.DeviceCase.PersonRisk;
import care.nearkin.casetype.device.DeviceMatters.Told;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Var;
import care.nearkin.people.Residents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks table {@code device-times} about a matter of somebody's device, here and later in the process. */
@Component
class DeviceTimes {

    private static final String TIMES = "device-times";

    private final Decisions decisions;
    private final Residents residents;

    DeviceTimes(Decisions decisions, Residents residents) {
        this.decisions = decisions;
        this.residents = residents;
    }

    Decided decide(Told told) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("matter", told.matter().name());
        inputs.put("personRisk", risk(told.resident()).name());
        inputs.put("livesAlone", alone(told.resident()));
        return decisions.decide(TIMES, inputs);
    }

    /** What the process begins with. */
    List<Var.Value> variables(Told told) {
        return List.of(
                DeviceCase.MATTER.is(told.matter()),
                DeviceCase.INSTALLING.is(told.matter() == Matter.INSTALLATION),
                DeviceCase.PERSON_RISK.is(risk(told.resident())),
                DeviceCase.LIVES_ALONE.is(alone(told.resident())),
                DeviceCase.CAME_BACK.is(false),
                DeviceCase.HELD_BY.is(null),
                DeviceCase.FOUND.is(null),
                DeviceCase.DONE.is(null),
                DeviceCase.APPOINTMENT.is(null),
                DeviceCase.INSTALL_RESULT.is(null),
                DeviceCase.TEST_RESULT.is(null));
    }

    private PersonRisk risk(@Nullable Long resident) {
        return PersonRisk.of(
                resident == null ? null : residents.risks(List.of(resident)).get(resident));
    }

    private boolean alone(@Nullable Long resident) {
        return resident != null && residents.livesAlone(resident);
    }
}
