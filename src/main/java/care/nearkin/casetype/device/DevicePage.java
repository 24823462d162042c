package care.nearkin.casetype.device;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.SeenCases;
import care.nearkin.casetype.device.DeviceBook.File;
import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentCard;
import care.nearkin.people.Residents;
import care.nearkin.signal.Device;
import care.nearkin.signal.Devices;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a case's page offers for device care only, and what a device's page tells of it. */
@Controller
@PreAuthorize("hasAnyRole('MAINTAINER','OPERATOR','CASEWORKER','SUPERVISOR','MANAGER','ADMIN')")
class DevicePage {

    /** Who has the whole card on the same pages, and who may open a device's page. */
    private static final Group[] SEE_CARDS = {Group.OPERATOR, Group.CASEWORKER, Group.SUPERVISOR};

    private static final Group[] SEE_DEVICES = {Group.MAINTAINER, Group.OPERATOR, Group.SUPERVISOR, Group.ADMIN};

    private final DeviceMatters matters;
    private final DeviceBook book;
    private final DeviceAnswers answers;
    private final Devices devices;
    private final Residents residents;
    private final SeenCases cases;
    private final Viewers viewers;

    DevicePage(
            DeviceMatters matters,
            DeviceBook book,
            DeviceAnswers answers,
            Devices devices,
            Residents residents,
            SeenCases cases,
            Viewers viewers) {
        this.matters = matters;
        this.book = book;
        this.answers = answers;
        this.devices = devices;
        this.residents = residents;
        this.cases = cases;
        this.viewers = viewers;
    }

    /**
     * A maintainer sees where to go, to whom and how to reach her, while there is work; nothing about health. Those who see
     * the whole card beside it are not shown it twice.
     */
    @GetMapping("/cases/{number}/device")
    String panel(@PathVariable String number, Model model) {
        CaseFile file = cases.get(number);
        File care = book.get(number);
        Device device = devices.find(care.device()).orElse(null);
        Long resident = file.resident();
        model.addAttribute("file", file)
                .addAttribute("care", care)
                .addAttribute("device", device)
                .addAttribute("behind", devices.behind(care.device()).size())
                .addAttribute("matters", book.matters(number))
                .addAttribute("also", book.alsoIn(number))
                .addAttribute(
                        "resident",
                        resident == null ? null : residents.brief(resident).orElse(null))
                .addAttribute("card", card(file))
                .addAttribute("maySeeDevice", viewers.current().in(SEE_DEVICES))
                .addAttribute("mayEnd", viewers.current().in(Group.SUPERVISOR));
        return "device/panel :: panel";
    }

    /** Reading it is logged with the case as the reason. */
    private @Nullable ResidentCard card(CaseFile file) {
        Viewer viewer = viewers.current();
        Long resident = file.resident();
        boolean needed = file.status() == CaseFile.Status.OPEN && viewer.in(Group.MAINTAINER) && !viewer.in(SEE_CARDS);
        return resident == null || !needed
                ? null
                : residents.card(resident, file.number()).orElse(null);
    }

    /** While it is tested: whether its signal has arrived. */
    @GetMapping("/cases/{number}/device/now")
    Object now(@PathVariable String number, Model model) {
        CaseFile file = cases.get(number);
        Device device = devices.find(book.get(number).device()).orElse(null);
        if (!file.stage().equals("TESTING") || device == null) {
            return ResponseEntity.ok("");
        }
        model.addAttribute("device", device).addAttribute("arrived", answers.heard(device.key()));
        return "device/now :: now";
    }

    @PostMapping("/cases/{number}/device/withdraw")
    @PreAuthorize("hasRole('SUPERVISOR')")
    String withdraw(@PathVariable String number, @RequestParam String reason) {
        cases.get(number);
        matters.withdraw(number, viewers.current().name(), reason);
        return "redirect:/cases/" + number;
    }

    /** On a device's page: its open case, or to begin an installation. */
    @GetMapping("/device-care")
    String care(@RequestParam String device, Model model) {
        Device seen = seen(device);
        String care = book.open(device).map(File::seenToIn).orElse(null);
        model.addAttribute("device", seen)
                .addAttribute("care", care == null || cases.find(care).isEmpty() ? null : care)
                .addAttribute("mayInstall", care == null && viewers.current().in(Group.MAINTAINER, Group.SUPERVISOR));
        return "device/care :: care";
    }

    @PostMapping("/device-care/install")
    @PreAuthorize("hasAnyRole('MAINTAINER','SUPERVISOR')")
    String install(@RequestParam String device) {
        seen(device);
        return "redirect:/cases/" + matters.install(device, viewers.current().name());
    }

    private Device seen(@Nullable String key) {
        return devices.find(String.valueOf(key))
                .filter(device -> viewers.current().serves(device.area()))
                .orElseThrow(() -> Refusal.notFound("signal.refusal.noDevice", String.valueOf(key)));
    }
}
