package care.nearkin.people;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Words;
import care.nearkin.people.OrganisationList.Ask;
import care.nearkin.people.OrganisationList.Order;
import care.nearkin.people.OrganisationList.Row;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Providers and partners, in the search for everything. */
@Component
class OrganisationFinder implements Finder {

    private static final String TITLE = "people.organisations";

    private final OrganisationList list;
    private final Words words;

    OrganisationFinder(OrganisationList list, Words words) {
        this.list = list;
        this.words = words;
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        if (!MayRead.Who.is(viewer)) {
            return Findings.none(TITLE);
        }
        Ask ask = new Ask(wanted, null, null, null, Order.NAME, null, few);
        return Findings.of(TITLE, list.find(ask, viewer), this::finding, "/organisations?q={q}");
    }

    private Finding finding(Row row) {
        return new Finding(
                row.name(),
                Stream.of(words.say("people.organisation.kind." + row.kind()), row.address())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/organisations/" + row.id());
    }
}
