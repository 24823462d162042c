package care.nearkin.signal;

import care.nearkin.access.SearchWords;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Devices: the list, one of them, and the form to write one down. */
@Controller
@RequestMapping("/devices")
class DevicesPage {

    private static final int A_PAGE = 50;
    private static final int LAST_SIGNALS = 20;

    private final Devices devices;
    private final SearchWords words;
    private final DeviceRows rows;
    private final DeviceList list;
    private final DeviceStates states;
    private final Signals signals;
    private final DeviceHealth health;
    private final SilenceWatch watch;
    private final UnknownDevices unknown;
    private final ProposedDevices proposals;
    private final Residents residents;
    private final Choices choices;
    private final Clock clock;

    DevicesPage(
            Devices devices,
            SearchWords words,
            DeviceRows rows,
            DeviceList list,
            DeviceStates states,
            Signals signals,
            DeviceHealth health,
            SilenceWatch watch,
            UnknownDevices unknown,
            ProposedDevices proposals,
            Residents residents,
            Choices choices,
            Clock clock) {
        this.devices = devices;
        this.words = words;
        this.rows = rows;
        this.list = list;
        this.states = states;
        this.signals = signals;
        this.health = health;
        this.watch = watch;
        this.unknown = unknown;
        this.proposals = proposals;
        this.residents = residents;
        this.choices = choices;
        this.clock = clock;
    }

    @MaySee
    @GetMapping
    String list(
            @RequestParam(name = "q", required = false) @Nullable String searched,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "LIVE") String state,
            @RequestParam(required = false) @Nullable String resident,
            @RequestParam(required = false) @Nullable String need,
            @RequestParam(defaultValue = "key") String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx,
            Model model) {
        String q = words.words(searched);
        DeviceKind wanted = kind == null || kind.isBlank() ? null : DeviceJson.kind(kind);
        model.addAttribute(
                        "found",
                        list.list(new DeviceList.Ask(
                                q,
                                wanted,
                                DevicesApi.state(state),
                                SignalsApi.blank(resident),
                                DeviceNeed.Kind.of(need),
                                DeviceList.Order.of(sort),
                                after,
                                A_PAGE)))
                .addAttribute("q", q)
                .addAttribute("kind", kind)
                .addAttribute("state", state)
                .addAttribute("need", need)
                .addAttribute("needs", choices.needs())
                .addAttribute("resident", SignalsApi.blank(resident))
                .addAttribute("sort", sort)
                .addAttribute("kinds", choices.kinds())
                .addAttribute("states", choices.states());
        return hx == null ? "signal/devices" : "signal/devices :: found";
    }

    @MaySee
    @GetMapping("/unknown")
    String unknown(@RequestParam(required = false) @Nullable String after, Model model) {
        model.addAttribute("found", unknown.newest(after, A_PAGE));
        return "signal/unknown";
    }

    @MayChange
    @GetMapping("/new")
    ModelAndView blank(
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String proposed) {
        return form(proposals.form(proposed).orElseGet(() -> DeviceForm.empty(key, kind)), null, Map.of());
    }

    @MayChange
    @PostMapping
    ModelAndView create(@ModelAttribute DeviceForm form) {
        try {
            if (devices.find(form.plainKey()).filter(Device::live).isPresent()) {
                throw new Refusal(Refusal.Kind.CONFLICT, "key", "signal.refusal.deviceInUse", form.plainKey());
            }
            Device device = devices.put(form.plainKey(), form.registration(residents));
            return new ModelAndView("redirect:/devices/" + device.id());
        } catch (Refusal refusal) {
            return form(form, null, choices.fault(refusal));
        }
    }

    @MaySee
    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id) {
        return show(id, Map.of());
    }

    @MayChange
    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        return form(DeviceForm.of(row(id)), id, Map.of());
    }

    @MayChange
    @PostMapping("/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute DeviceForm form) {
        try {
            devices.put(row(id).device().key(), form.registration(residents));
            return new ModelAndView("redirect:/devices/" + id);
        } catch (Refusal refusal) {
            return form(form, id, choices.fault(refusal));
        }
    }

    @MayChange
    @PostMapping("/{id}/test")
    ModelAndView test(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until) {
        return change(id, key -> devices.test(key, local("testFrom", from), local("testUntil", until)));
    }

    @MayChange
    @PostMapping("/{id}/replace")
    ModelAndView replace(@PathVariable long id, @RequestParam String newKey) {
        try {
            return new ModelAndView("redirect:/devices/"
                    + devices.replace(row(id).device().key(), newKey.strip()).id());
        } catch (Refusal refusal) {
            return show(
                    id,
                    Map.of("newKey", choices.fault(refusal).values().iterator().next()));
        }
    }

    @MayChange
    @PostMapping("/{id}/retire")
    ModelAndView retire(@PathVariable long id) {
        return change(id, devices::retire);
    }

    private interface Change {
        void of(String key);
    }

    private ModelAndView change(long id, Change change) {
        try {
            change.of(row(id).device().key());
            return new ModelAndView("redirect:/devices/" + id);
        } catch (Refusal refusal) {
            return show(id, choices.fault(refusal));
        }
    }

    private DeviceList.Row row(long id) {
        return rows.findById(id)
                .map(DeviceRow::view)
                .map(list::row)
                .orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", id));
    }

    private ModelAndView show(long id, Map<String, String> errors) {
        DeviceList.Row row = row(id);
        String key = row.device().key();
        ModelAndView page = new ModelAndView("signal/device");
        page.addObject("row", row)
                .addObject("areas", choices.areas())
                .addObject("device", row.device())
                .addObject("testing", row.device().inTestWindow(clock.instant()))
                .addObject("testFrom", local(row.device().testFrom()))
                .addObject("testUntil", local(row.device().testUntil()))
                .addObject("states", states.of(key))
                .addObject("health", health.of(key).orElse(null))
                .addObject("missedAt", watch.missedAt(key))
                .addObject(
                        "signals",
                        signals.list(new Signals.Ask(key, null, null, null, null, null, LAST_SIGNALS), false))
                .addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private ModelAndView form(DeviceForm form, @Nullable Long id, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("signal/device-form");
        page.addObject("form", form)
                .addObject("id", id)
                .addObject("errors", errors)
                .addObject("kinds", choices.kinds())
                .addObject("areas", choices.areas())
                .addObject("powers", choices.powers())
                .addObject("commands", choices.commands());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /** As a browser's field for date and time writes it, in the house's zone. */
    private @Nullable Instant local(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "signal.refusal.time");
        }
    }

    private @Nullable String local(@Nullable Instant time) {
        return time == null
                ? null
                : LocalDateTime.ofInstant(time, clock.getZone())
                        .withSecond(0)
                        .withNano(0)
                        .toString();
    }
}
