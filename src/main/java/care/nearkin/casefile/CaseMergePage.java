package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Merging two open cases: with which one, which of the two leads, what ends with the other, and why. */
@Controller
@RequestMapping("/cases/{number}/merge")
@PreAuthorize("hasAnyRole('OPERATOR','SUPERVISOR')")
class CaseMergePage {

    private final CaseMerging merging;
    private final SeenCases seen;
    private final Residents residents;
    private final Words words;

    CaseMergePage(CaseMerging merging, SeenCases seen, Residents residents, Words words) {
        this.merging = merging;
        this.seen = seen;
        this.residents = residents;
        this.words = words;
    }

    /** {@code leads} is one of the two numbers; without it the older one leads. */
    @GetMapping
    String show(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") String leads,
            HttpServletResponse answer,
            Model model) {
        CaseFile file = seen.get(number);
        merging.allow(file);
        return page(file, with, leads, "", null, answer, model);
    }

    @PostMapping
    String merge(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") String leads,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse answer,
            Model model) {
        CaseFile file = seen.get(number);
        merging.allow(file);
        Refusal refused;
        try {
            CaseFile other = merging.other(file, with);
            boolean otherLeads = leads.equals(other.number());
            merging.merge(otherLeads ? file : other, otherLeads ? other : file, state, why);
            return "redirect:/cases/" + (otherLeads ? other : file).number();
        } catch (Refusal no) {
            refused = no;
        } catch (ConcurrencyFailureException raced) {
            refused = Refusal.conflict("case.merge.changed");
        }
        return page(file, with, leads, why, refused, answer, model);
    }

    private String page(
            CaseFile file,
            String with,
            String leads,
            String why,
            @Nullable Refusal refused,
            HttpServletResponse answer,
            Model model) {
        Refusal no = refused;
        CaseMerging.Preview preview = null;
        if (!with.isBlank()) {
            try {
                preview = preview(file, merging.other(file, with), leads);
                no = no == null ? preview.refused() : no;
            } catch (Refusal unknown) {
                no = unknown;
            }
        }
        if (refused != null) {
            answer.setStatus(refused.kind().status());
        }
        String field = no == null ? null : no.field();
        String said = no == null ? null : words.say(no.words(), no.arguments().toArray());
        List<CaseFile> others = merging.others(file);
        model.addAttribute("file", file)
                .addAttribute("others", others)
                .addAttribute("with", with)
                .addAttribute("why", why)
                .addAttribute("preview", preview)
                .addAttribute("names", residents.briefs(people(preview)))
                .addAttribute(
                        "about",
                        seen.about(Stream.concat(Stream.of(file), Stream.concat(others.stream(), files(preview)))
                                .map(CaseFile::number)
                                .distinct()
                                .toList()))
                .addAttribute("withFault", "with".equals(field) ? said : null)
                .addAttribute("whyFault", "why".equals(field) ? said : null)
                .addAttribute("refused", field == null ? said : null)
                .addAttribute("mayGoOn", preview != null && preview.refused() == null);
        return "casefile/merge";
    }

    private CaseMerging.Preview preview(CaseFile file, CaseFile other, String leads) {
        boolean olderIsOther = other.openedAt().isBefore(file.openedAt());
        boolean otherLeads = leads.isEmpty() ? olderIsOther : leads.equals(other.number());
        return merging.preview(otherLeads ? file : other, otherLeads ? other : file);
    }

    private static List<Long> people(CaseMerging.@Nullable Preview preview) {
        return files(preview).map(CaseFile::resident).filter(Objects::nonNull).toList();
    }

    private static Stream<CaseFile> files(CaseMerging.@Nullable Preview preview) {
        return preview == null
                ? Stream.of()
                : Stream.of(preview.leading().file(), preview.ending().file());
    }
}
