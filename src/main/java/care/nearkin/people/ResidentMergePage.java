package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentMerge.Preview;
import care.nearkin.people.ResidentMerge.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two records of one person side by side: what stays, what moves, and why. */
@Controller
@PreAuthorize("hasRole('SUPERVISOR')")
@RequestMapping("/residents/{id}/merge")
class ResidentMergePage {

    private final ResidentMerge merge;
    private final ServedResidents residents;
    private final Words words;

    ResidentMergePage(ResidentMerge merge, ServedResidents residents, Words words) {
        this.merge = merge;
        this.residents = residents;
        this.words = words;
    }

    /** A field of both; only where they differ somebody has to choose. */
    record Line(String field, String stays, String goes, boolean differs, boolean other) {}

    @GetMapping
    ModelAndView look(@PathVariable long id, @RequestParam(name = "with", required = false) @Nullable String with) {
        ModelAndView page = new ModelAndView("people/merge");
        page.addObject("id", id)
                .addObject("stays", residents.served(id).key())
                .addObject("with", with)
                .addObject("errors", Map.of());
        if (with != null && !with.isBlank()) {
            try {
                shown(page, merge.preview(id, with), null);
            } catch (Refusal refusal) {
                refused(page, refusal, "with");
            }
        }
        return page;
    }

    @PostMapping
    ModelAndView merge(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam long other,
            @RequestParam int otherVersion,
            @RequestParam(defaultValue = "") List<String> take,
            @RequestParam(defaultValue = "") String reason) {
        Set<MergeField> fromOther = Arrays.stream(MergeField.values())
                .filter(field -> take.contains(field.said()))
                .collect(Collectors.toSet());
        try {
            merge.merge(new Wanted(id, version, other, otherVersion, fromOther, reason));
            return new ModelAndView("redirect:/residents/" + id);
        } catch (Refusal refusal) {
            return again(id, other, fromOther, reason, refusal);
        }
    }

    /** Both as they are now, with what was chosen and typed; where they cannot be shown any more, why it was refused. */
    private ModelAndView again(long id, long other, Set<MergeField> fromOther, String reason, Refusal refusal) {
        Preview preview;
        try {
            preview = merge.preview(id, other);
        } catch (Refusal gone) {
            throw refusal;
        }
        ModelAndView page = new ModelAndView("people/merge");
        page.addObject("id", id)
                .addObject("stays", preview.stays().key())
                .addObject("with", preview.goes().key())
                .addObject("reason", reason);
        shown(page, preview, fromOther);
        refused(page, refusal, refusal.field() == null ? "form" : "reason");
        return page;
    }

    private void refused(ModelAndView page, Refusal refusal, String field) {
        page.addObject("errors", Map.of(field, words.say(refusal.words())))
                .setStatus(HttpStatus.valueOf(
                        refusal.kind() == Refusal.Kind.INVALID
                                ? 422
                                : refusal.kind().status()));
    }

    private void shown(ModelAndView page, Preview preview, @Nullable Set<MergeField> chosen) {
        Residents.Put stays = preview.stays().put();
        Residents.Put goes = preview.goes().put();
        page.addObject("other", preview.goes().id())
                .addObject("otherKey", preview.goes().key())
                .addObject("version", preview.stays().version())
                .addObject("otherVersion", preview.goes().version())
                .addObject("held", preview.held())
                .addObject(
                        "lines",
                        Arrays.stream(MergeField.values())
                                .map(field -> new Line(
                                        field.said(),
                                        said(field, field.shown(stays)),
                                        said(field, field.shown(goes)),
                                        field != MergeField.IDENTITY && field.differs(stays, goes),
                                        chosen == null ? field.otherByDefault(stays, goes) : chosen.contains(field)))
                                .toList());
    }

    /** What is a choice is said in the reader's language. */
    private String said(MergeField field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (field) {
            case SEX, RISK, MOVES -> words.say("people." + field.said() + "." + value);
            case LIVES_ALONE -> words.say("people.history." + value);
            default -> value;
        };
    }
}
