package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewers;
import care.nearkin.casefile.CaseFile;
import care.nearkin.casefile.SeenCases;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Opening an alarm by hand, and what a case's page offers for alarms only: attempts, who was asked, withdrawing. */
@Controller
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class AlarmPage {

    /** An attempt to reach the resident, as the page shows it. */
    record Tried(Instant startedAt, Instant endedAt, String numberKind, String result) {

        static Tried of(Attempt attempt) {
            return new Tried(attempt.startedAt(), attempt.endedAt(), attempt.numberKind(), attempt.result());
        }
    }

    /** Somebody who was told or asked, as the page shows her. */
    record Asked(
            long id,
            Ask.Kind kind,
            String name,
            @Nullable String phone,
            Ask.State state,
            Instant askedAt,
            @Nullable Instant openedAt,
            @Nullable Instant answeredAt) {

        static Asked of(Ask ask) {
            return new Asked(
                    ask.id(),
                    ask.kind(),
                    ask.name(),
                    ask.phone(),
                    ask.state(),
                    ask.askedAt(),
                    ask.openedAt(),
                    ask.answeredAt());
        }

        public boolean open() {
            return state.open();
        }

        public boolean toBeCalled() {
            return phone != null && state.toBeCalled();
        }
    }

    private final AlarmByHand byHand;
    private final AlarmHelp help;
    private final AlarmAbout about;
    private final AskAnswers answers;
    private final Alarms alarms;
    private final AttemptRows attempts;
    private final StormRows storms;
    private final SeenCases cases;
    private final Viewers viewers;
    private final Words words;
    private final Clock clock;

    AlarmPage(
            AlarmByHand byHand,
            AlarmHelp help,
            AlarmAbout about,
            AskAnswers answers,
            Alarms alarms,
            AttemptRows attempts,
            StormRows storms,
            SeenCases cases,
            Viewers viewers,
            Words words,
            Clock clock) {
        this.byHand = byHand;
        this.help = help;
        this.about = about;
        this.answers = answers;
        this.alarms = alarms;
        this.attempts = attempts;
        this.storms = storms;
        this.cases = cases;
        this.viewers = viewers;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/alarms/new")
    String blank(@RequestParam(required = false) @Nullable String resident, Model model) {
        return form(model, Map.of("resident", resident == null ? "" : resident), Map.of());
    }

    @PostMapping("/alarms/new")
    String open(
            @RequestParam AlarmKind kind,
            @RequestParam AlarmByHand.Via via,
            @RequestParam(defaultValue = "") String resident,
            @RequestParam(defaultValue = "") String happenedAt,
            @RequestParam(defaultValue = "") String story,
            Model model) {
        Map<String, String> typed = Map.of(
                "kind", kind.name(),
                "via", via.name(),
                "resident", resident,
                "happenedAt", happenedAt,
                "story", story);
        if (resident.isBlank() && story.isBlank()) {
            return form(model, typed, Map.of("story", words.say("alarm.new.nobody-nowhere")));
        }
        try {
            Alarms.Raised raised = byHand.open(new AlarmByHand.Told(
                    kind,
                    via,
                    resident.isBlank() ? null : resident,
                    instant(happenedAt),
                    story.isBlank() ? null : story));
            return "redirect:/desk?show=" + raised.caseNumber();
        } catch (Refusal refusal) {
            String field = refusal.field() == null ? "kind" : refusal.field();
            return form(
                    model,
                    typed,
                    Map.of(field, words.say(refusal.words(), refusal.arguments().toArray())));
        }
    }

    @GetMapping("/cases/{number}/alarm")
    @PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR','CASEWORKER','MANAGER','ADMIN')")
    String panel(@PathVariable String number, Model model) {
        CaseFile file = cases.get(number);
        model.addAttribute("file", file)
                .addAttribute("alarm", alarms.get(number))
                .addAttribute(
                        "attempts",
                        attempts.findByCaseNumberOrderByPosition(number).stream()
                                .map(Tried::of)
                                .toList())
                .addAttribute("asked", help.of(number).stream().map(Asked::of).toList())
                .addAttribute("storm", storms.of(number).orElse(null))
                .addAttribute("mayEnd", viewers.current().in(Group.SUPERVISOR, Group.OPERATOR));
        return "alarm/panel :: panel";
    }

    /** While it rings: taking it from the case's own page. Nothing for those who may not, and once it is taken. */
    @GetMapping("/cases/{number}/alarm/now")
    @PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR','CASEWORKER','MANAGER','ADMIN')")
    Object now(@PathVariable String number, Model model) {
        CaseFile file = cases.get(number);
        boolean may = viewers.current().in(Group.OPERATOR, Group.SUPERVISOR);
        if (!may || file.status() != CaseFile.Status.OPEN || alarms.get(number).acknowledgedAt() != null) {
            return ResponseEntity.ok("");
        }
        model.addAttribute("file", file);
        return "alarm/now :: now";
    }

    /** What somebody who was asked said on the telephone. */
    @PostMapping("/cases/{number}/alarm/asked/{ask}")
    String said(@PathVariable String number, @PathVariable long ask, @RequestParam Ask.State said) {
        cases.get(number);
        answers.answer(number, ask, said, viewers.current().name());
        return "redirect:/cases/" + number;
    }

    /** It is not about whom the device belongs to. */
    @PostMapping("/cases/{number}/alarm/about")
    String about(@PathVariable String number, @RequestParam String resident, @RequestParam String reason) {
        cases.get(number);
        about.isAbout(number, resident, viewers.current().name(), reason);
        return "redirect:/cases/" + number;
    }

    @PostMapping("/cases/{number}/alarm/withdraw")
    @PreAuthorize("hasRole('SUPERVISOR')")
    String withdraw(@PathVariable String number, @RequestParam String reason) {
        cases.get(number);
        alarms.withdraw(number, AlarmCase.Outcome.WITHDRAWN, viewers.current().name(), reason);
        return "redirect:/cases/" + number;
    }

    private String form(Model model, Map<String, String> typed, Map<String, String> faults) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (AlarmKind kind : AlarmKind.OF_PEOPLE) {
            kinds.put(kind.name(), words.say("alarm.kind." + kind));
        }
        Map<String, String> vias = new LinkedHashMap<>();
        for (AlarmByHand.Via via : AlarmByHand.Via.values()) {
            vias.put(via.name(), words.say("alarm.via." + via));
        }
        model.addAttribute("typed", typed)
                .addAttribute("faults", faults)
                .addAttribute("kinds", kinds)
                .addAttribute("vias", vias);
        return "alarm/new";
    }

    private @Nullable Instant instant(String local) {
        if (local.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(local).atZone(clock.getZone()).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw Refusal.invalid("happenedAt", "alarm.time-unreadable");
        }
    }
}
