package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import care.nearkin.people.ResidentsPage.Choices;
import care.nearkin.people.Stays.Here;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody at one address, and what every module has on them: what is one family's is seen at one glance. */
@Controller
class HouseholdPage {

    private static final int A_PAGE = 50;

    private final HouseholdRows households;
    private final ServedResidents residents;
    private final StoredResidents stored;
    private final Stays stays;
    private final List<HouseholdPart> parts;
    private final Choices choices;
    private final Viewers viewers;
    private final AccessLog log;

    HouseholdPage(
            HouseholdRows households,
            ServedResidents residents,
            StoredResidents stored,
            Stays stays,
            List<HouseholdPart> parts,
            Choices choices,
            Viewers viewers,
            AccessLog log) {
        this.households = households;
        this.residents = residents;
        this.stored = stored;
        this.stays = stays;
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(HouseholdPart::order))
                .toList();
        this.choices = choices;
        this.viewers = viewers;
        this.log = log;
    }

    /** As if it did not exist where the viewer does not serve. */
    @MayRead
    @GetMapping("/households/{id}")
    @Transactional
    String show(@PathVariable long id, @RequestParam(required = false) @Nullable String after, Model model) {
        Viewer viewer = viewers.current();
        Address address = households
                .findById(id)
                .map(Household::address)
                .filter(known -> viewer.serves(known.area()))
                .orElseThrow(() -> Refusal.notFound("people.no-household"));
        Slice<Here> here = stays.here(id, viewer, after, A_PAGE);
        List<Stays.Gone> gone = after == null ? stays.gone(id, viewer) : List.of();
        String why = "household " + id;
        log.read("household", Long.toString(id));
        here.items().forEach(one -> log.read("resident", one.key(), why));
        gone.forEach(one -> log.read("resident", one.key(), why));
        model.addAttribute("address", address)
                .addAttribute("areas", choices.areas())
                .addAttribute("here", here)
                .addAttribute("ages", ages(here.items()))
                .addAttribute("gone", gone)
                .addAttribute("parts", parts(here.items(), viewer));
        return "people/household";
    }

    /** The page of where she lives. */
    @MayRead
    @GetMapping("/residents/{id}/household")
    @Transactional(readOnly = true)
    String of(@PathVariable long id) {
        Household home = residents.served(id).household();
        if (home == null) {
            throw Refusal.notFound("people.no-household");
        }
        return "redirect:/households/" + home.id();
    }

    private List<Findings> parts(List<Here> here, Viewer viewer) {
        List<Long> ids = here.stream().map(Here::id).toList();
        return ids.isEmpty()
                ? List.of()
                : parts.stream()
                        .map(part -> part.of(ids, viewer))
                        .filter(found -> !found.first().isEmpty())
                        .toList();
    }

    private Map<Long, Integer> ages(List<Here> here) {
        Map<Long, Integer> ages = new LinkedHashMap<>();
        here.stream()
                .filter(one -> one.birthDate() != null)
                .forEach(one -> ages.put(one.id(), Objects.requireNonNull(stored.age(one.birthDate()))));
        return ages;
    }
}
