package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.Moment;
import care.nearkin.casetype.alarm.AlarmCase.PersonHome;
import care.nearkin.casetype.alarm.AlarmCase.Prompt;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.notification.Message;
import care.nearkin.notification.Messages;
import care.nearkin.notification.Sent;
import care.nearkin.notification.To;
import care.nearkin.notification.To.Command;
import care.nearkin.signal.Device;
import care.nearkin.signal.Device.Can;
import care.nearkin.signal.Devices;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the devices of a home say and sound while help comes, as table {@code alarm-at-home} has it. What is late is not said
 * any more: the outbox drops it.
 */
@Component
class AlarmAtHome {

    private static final String TABLE = "alarm-at-home";
    private static final String SAID = "alarm-home:";
    private static final String SIREN = "alarm-siren:";
    private static final String SILENCE = "alarm-silence:";
    private static final Set<Sent.State> MAY_SOUND = EnumSet.of(Sent.State.WAITING, Sent.State.SENT);

    private final Devices devices;
    private final Decisions decisions;
    private final AttemptRows attempts;
    private final Messages messages;
    private final AlarmBell bell;

    AlarmAtHome(Devices devices, Decisions decisions, AttemptRows attempts, Messages messages, AlarmBell bell) {
        this.devices = devices;
        this.decisions = decisions;
        this.attempts = attempts;
        this.messages = messages;
        this.bell = bell;
    }

    void tell(Alarm alarm, Moment moment) {
        Long resident = alarm.resident();
        List<Device> able = resident == null || alarm.foundDead()
                ? List.of()
                : devices.ofResident(resident).stream()
                        .filter(device -> device.can(Can.VOICE) || device.can(Can.SIREN))
                        .toList();
        if (able.isEmpty()) {
            return;
        }
        Decided answer = decisions.decide(TABLE, facts(alarm, moment));
        Prompt prompt = Prompt.valueOf(answer.text("prompt"));
        if (prompt != Prompt.NONE) {
            say(alarm, able, moment, prompt);
        }
        if (Boolean.TRUE.equals(answer.result().get("siren"))) {
            sound(alarm, able, answer.text("sirenSeconds"));
        }
    }

    private Map<String, @Nullable Object> facts(Alarm alarm, Moment moment) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("moment", moment.name());
        facts.put("signal", alarm.kind().name());
        facts.put("police", alarm.serviceCalled("110"));
        facts.put(
                "voiceResult",
                attempts.findByCaseNumberOrderByPosition(alarm.caseNumber()).stream()
                        .reduce((earlier, later) -> later)
                        .map(Attempt::result)
                        .orElse(null));
        PersonHome home = alarm.personHome();
        facts.put("personHome", home == null ? null : home.name());
        return facts;
    }

    private void say(Alarm alarm, List<Device> able, Moment moment, Prompt prompt) {
        order(
                alarm,
                able.stream().filter(device -> device.can(Can.VOICE)).toList(),
                SAID + alarm.caseNumber() + ":" + moment + ":",
                Command.VOICE_PROMPT,
                "alarm.at-home-" + prompt,
                Map.of());
    }

    private void sound(Alarm alarm, List<Device> able, String seconds) {
        order(
                alarm,
                able.stream().filter(device -> device.can(Can.SIREN)).toList(),
                SIREN + alarm.caseNumber() + ":",
                Command.SIREN,
                "alarm.at-home-siren",
                Map.of("seconds", seconds));
    }

    private void order(
            Alarm alarm, List<Device> asked, String key, Command command, String kind, Map<String, String> arguments) {
        if (asked.isEmpty()) {
            return;
        }
        messages.send(asked.stream()
                .map(device ->
                        message(alarm, key + device.key(), new To.Device(device.key(), command), kind, arguments))
                .toList());
        bell.note(alarm.caseNumber(), kind);
    }

    /** Somebody is there, or nobody has to come: what sounds is stopped, what has not left does not leave any more. */
    void quiet(Alarm alarm) {
        if (alarm.helpAskedAt() == null) {
            return;
        }
        String sirens = SIREN + alarm.caseNumber();
        List<Message> stops = messages.of(sirens).stream()
                .filter(sent -> MAY_SOUND.contains(sent.state()))
                .map(sent -> sent.key().substring(sirens.length() + 1))
                .map(device -> message(
                        alarm,
                        SILENCE + alarm.caseNumber() + ":" + device,
                        new To.Device(device, Command.SILENCE),
                        "alarm.at-home-silence",
                        Map.of()))
                .toList();
        messages.recall(sirens);
        messages.recall(SAID + alarm.caseNumber());
        messages.send(stops);
    }

    /** What is said at home is said in the language that the devices there speak. */
    private static Message message(Alarm alarm, String key, To.Device to, String kind, Map<String, String> arguments) {
        return new Message(kind, key, to, Locale.SIMPLIFIED_CHINESE, arguments, null, true, alarm.area());
    }
}
