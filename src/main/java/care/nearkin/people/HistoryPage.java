package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.History.Ask;
import care.nearkin.people.History.Record;
import care.nearkin.people.ResidentsPage.Choices;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who changed what when in a resident's, responder's or organisation's record. */
@Controller
@MayChange
@RequestMapping("/{whose:residents|responders|organisations}/{id}/history")
class HistoryPage {

    private static final int A_PAGE = 50;

    private final ServedHistory history;
    private final Unmasking unmasking;
    private final Choices choices;
    private final Words words;

    HistoryPage(ServedHistory history, Unmasking unmasking, Choices choices, Words words) {
        this.history = history;
        this.unmasking = unmasking;
        this.choices = choices;
        this.words = words;
    }

    @GetMapping
    ModelAndView list(
            @PathVariable String whose,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String after) {
        Record record = record(whose);
        Spot.Part wanted = Checks.choice("part", part, Spot.Part.class);
        String changer = who == null || who.isBlank() ? null : who;
        return page(whose, id)
                .addObject("found", history.of(record, id, new Ask(wanted, changer, after, A_PAGE)))
                .addObject("part", wanted)
                .addObject("who", changer);
    }

    /** One of the changes with its values; without scripts a page with this change only. */
    @PostMapping("/show")
    ModelAndView show(
            @PathVariable String whose,
            @PathVariable long id,
            @RequestParam long change,
            @RequestParam(required = false) @Nullable String reason,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String hx) {
        if (hx != null) {
            return new ModelAndView(
                    "people/history :: values", "line", history.show(record(whose), id, change, reason));
        }
        ModelAndView page = page(whose, id).addObject("reason", reason);
        try {
            var shown = List.of(history.show(record(whose), id, change, reason));
            page.addObject("found", new care.nearkin.kernel.Slice<>(shown, null));
        } catch (Refusal refusal) {
            Faults faults = new Faults();
            faults.add(refusal);
            page.addObject("found", history.of(record(whose), id, new Ask(null, null, null, A_PAGE)))
                    .addObject("errors", faults.said(words))
                    .setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    private ModelAndView page(String whose, long id) {
        Record record = record(whose);
        return new ModelAndView(
                "people/history",
                Map.of(
                        "whose", whose,
                        "id", id,
                        "key", history.key(record, id),
                        "ownCase",
                                record == Record.RESIDENT
                                        ? unmasking.ownCase(id).orElse("")
                                        : "",
                        "parts", choices.said("people.part.", parts(record)),
                        "changers", history.changers(record, id),
                        "reasons", choices.said("people.reason.", Unmasking.Reason.values())));
    }

    private static Spot.Part[] parts(Record record) {
        return record == Record.RESIDENT ? Spot.Part.values() : new Spot.Part[] {Spot.Part.RECORD};
    }

    private static Record record(String whose) {
        return switch (whose) {
            case "residents" -> Record.RESIDENT;
            case "responders" -> Record.RESPONDER;
            default -> Record.ORGANISATION;
        };
    }
}
