package care.nearkin.casetype.device;

import care.nearkin.casetype.device.DeviceCase.PersonRisk;
import care.nearkin.casetype.device.DeviceCase.PowerClass;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.Decisions.Decided;
import care.nearkin.engine.Decisions.Weighing;
import care.nearkin.kernel.Pace;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.MindsDevices;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the watch from our tables how long a device or a person may be silent, and takes what it noticed. It is asked for
 * every device again and again, so each answer is remembered for a minute; a new release counts within that minute.
 */
@Component
class DeviceMinds implements MindsDevices {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 5_000;
    private static final Limit UNKNOWN = new Limit(Duration.ofHours(25), 2);

    private record Limit(Duration silentAfter, int ownIntervals) {}

    private record Asked(String table, Map<String, @Nullable Object> inputs) {}

    private record Remembered(long since, Map<String, Weighing> tables, Map<Asked, Decided> answers) {

        boolean fresh() {
            return System.nanoTime() - since < FRESH_NANOS && answers.size() < MOST;
        }
    }

    private final Decisions decisions;
    private final DeviceMatters matters;
    private final Pace pace;
    private volatile Remembered remembered =
            new Remembered(System.nanoTime(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    DeviceMinds(Decisions decisions, DeviceMatters matters, Pace pace) {
        this.decisions = decisions;
        this.matters = matters;
        this.pace = pace;
    }

    @Override
    public Duration silentAfter(Watched device, boolean connected) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("powerClass", powerClass(device).name());
        inputs.put("connected", connected);
        Decided answer = ask("device-silence", inputs);
        Object after = answer.result().get("silentAfter");
        Object own = answer.result().get("ownIntervals");
        Limit limit = after == null
                ? UNKNOWN
                : new Limit(
                        Duration.parse(pace.of(after.toString())),
                        own instanceof Number number ? number.intValue() : UNKNOWN.ownIntervals());
        Duration interval = device.reportInterval();
        return interval == null ? limit.silentAfter() : interval.multipliedBy(limit.ownIntervals());
    }

    private static PowerClass powerClass(Watched device) {
        if (device.kind() == DeviceKind.GATEWAY) {
            return PowerClass.GATEWAY;
        }
        Device.Power power = device.power();
        return power == null ? PowerClass.UNKNOWN : PowerClass.valueOf(power.name());
    }

    @Override
    public Unnoticed unnoticed(Rule rule, @Nullable Risk risk) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("rule", rule.name());
        inputs.put("personRisk", PersonRisk.of(risk).name());
        Map<String, Object> answer = ask("device-inactivity", inputs).result();
        return new Unnoticed(
                Duration.parse(pace.of(answer.getOrDefault("silentFor", "PT12H").toString())),
                number(answer.get("dayFrom"), 0),
                number(answer.get("dayUntil"), 24));
    }

    @Override
    public @Nullable Tests tests(DeviceKind kind) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("deviceKind", kind.name());
        Decided answer = ask("device-test", inputs);
        return Boolean.TRUE.equals(answer.result().get("testNeeded"))
                ? new Tests(
                        Duration.parse(pace.of(answer.text("testEvery"))),
                        Duration.parse(pace.of(answer.text("remindAfter"))))
                : null;
    }

    @Override
    public int batteryGrade(double percent) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("percent", percent);
        return number(ask("device-battery", inputs).result().get("batteryGrade"), 0);
    }

    private static int number(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }

    private Decided ask(String table, Map<String, @Nullable Object> inputs) {
        Remembered now = remembered;
        if (!now.fresh()) {
            now = new Remembered(System.nanoTime(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
            remembered = now;
        }
        Map<String, Weighing> tables = now.tables();
        return now.answers()
                .computeIfAbsent(
                        new Asked(table, inputs),
                        asked -> tables.computeIfAbsent(asked.table(), decisions::newest)
                                .weigh(asked.inputs()));
    }

    @Override
    public void noticed(List<Noticed> news) {
        for (Noticed one : news) {
            DeviceCase.Matter matter = DeviceCase.Matter.valueOf(one.matter().name());
            if (one.over()) {
                matters.over(one.device(), EnumSet.of(matter));
            } else {
                matters.tell(new DeviceMatters.Told(
                        one.device(), matter, one.since(), one.resident(), one.area(), one.behind(), null));
            }
        }
    }
}
