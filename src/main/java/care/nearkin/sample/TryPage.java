package care.nearkin.sample;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentBrief;
import care.nearkin.people.Residents;
import care.nearkin.sample.Scenario.Saying;
import care.nearkin.signal.Device;
import care.nearkin.signal.DeviceKind;
import care.nearkin.signal.Devices;
import care.nearkin.signal.Outcomes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets a visitor of the sample raise an alarm as a device would, and shows what becomes of it. */
@Controller
@Conditional(SampleWanted.class)
@RequestMapping("/try")
@PreAuthorize("hasAnyRole('OPERATOR','MAINTAINER','SUPERVISOR','ADMIN')")
class TryPage {

    private static final int MOST_DEVICES = 200;
    private static final Duration SLOW = Duration.ofSeconds(20);

    private final Devices devices;
    private final Residents residents;
    private final Outcomes outcomes;
    private final DeviceVoice voice;
    private final Words words;
    private final Clock clock;

    TryPage(Devices devices, Residents residents, Outcomes outcomes, DeviceVoice voice, Words words, Clock clock) {
        this.devices = devices;
        this.residents = residents;
        this.outcomes = outcomes;
        this.voice = voice;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String choose(@RequestParam(required = false) @Nullable String device, Model model) {
        fill(model, device, Scenario.ALARM);
        return "sample/try";
    }

    @PostMapping
    String send(@RequestParam String device, @RequestParam Scenario scenario, Model model) {
        Device chosen = devices.find(device).orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", device));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Saying saying = scenario.of(chosen, now);
        voice.say(saying);
        fill(model, device, scenario);
        model.addAttribute("said", saying);
        waiting(model, saying.topic(), now);
        return "sample/try";
    }

    @GetMapping("/result")
    String result(@RequestParam String topic, @RequestParam String since, Model model) {
        waiting(model, topic, instant(since));
        return "sample/try :: result";
    }

    private void waiting(Model model, String topic, Instant since) {
        model.addAttribute("topic", topic)
                .addAttribute("since", since)
                .addAttribute("slow", since.plus(SLOW).isBefore(clock.instant()))
                .addAttribute("became", outcomes.of(topic, since).orElse(null));
    }

    private void fill(Model model, @Nullable String chosen, Scenario scenario) {
        Map<String, String> offered = new LinkedHashMap<>();
        List<Device> live = devices.inUse(MOST_DEVICES).stream()
                .filter(device -> device.kind() != DeviceKind.SIREN)
                .sorted(Comparator.comparing(Device::kind).thenComparing(Device::key))
                .toList();
        Map<Long, ResidentBrief> whose = residents.briefs(live.stream()
                .map(Device::resident)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        for (Device device : live) {
            ResidentBrief resident = device.resident() == null ? null : whose.get(device.resident());
            offered.put(
                    device.key(),
                    words.say("signal.kind." + device.kind().key())
                            + (resident == null ? "" : " · " + resident.name())
                            + (device.room() == null ? "" : " · " + device.room()) + " · " + device.key());
        }
        Map<String, String> scenarios = new LinkedHashMap<>();
        for (Scenario one : Scenario.values()) {
            scenarios.put(one.name(), words.say("signal.try." + one.key()));
        }
        model.addAttribute("devices", offered)
                .addAttribute("scenarios", scenarios)
                .addAttribute("device", chosen)
                .addAttribute("scenario", scenario.name());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("since", "signal.refusal.time");
        }
    }
}
