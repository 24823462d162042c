package care.nearkin.people;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Words;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Residents in the search for everything, by whatever their list finds them by. Of many any few: to put all of a common
 * name in order is work for the list.
 */
@Component
class ResidentFinder implements Finder {

    private static final String TITLE = "people.residents";

    private final StoredResidents residents;
    private final Words words;

    ResidentFinder(StoredResidents residents, Words words) {
        this.residents = residents;
        this.words = words;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        if (!MayRead.Who.is(viewer)) {
            return Findings.none(TITLE);
        }
        Residents.Found found = residents.found(wanted, viewer, few);
        return new Findings(
                TITLE,
                residents.briefs(found.ids()).values().stream()
                        .sorted(Comparator.comparing(ResidentBrief::name).thenComparing(ResidentBrief::id))
                        .map(this::finding)
                        .toList(),
                found.more(),
                "/residents?q={q}");
    }

    private Finding finding(ResidentBrief brief) {
        String age = brief.age() == null ? null : words.say("people.years", brief.age());
        return new Finding(
                brief.name(),
                Stream.of(age, brief.address(), brief.key())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/residents/" + brief.id());
    }
}
