package care.nearkin.people;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResponderList.Ask;
import care.nearkin.people.ResponderList.Order;
import care.nearkin.people.ResponderList.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who can be at a door, in the search for everything: by name, key and place. */
@Component
class ResponderFinder implements Finder {

    private static final String TITLE = "people.responders";

    private final ResponderList list;
    private final Words words;
    private final Clock clock;

    ResponderFinder(ResponderList list, Words words, Clock clock) {
        this.list = list;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Findings find(String wanted, Viewer viewer, int few) {
        if (!MayRead.Who.is(viewer)) {
            return Findings.none(TITLE);
        }
        Ask ask = new Ask(wanted, null, null, null, null, Order.NAME, null, few);
        return Findings.of(TITLE, list.find(ask, viewer, LocalDate.now(clock)), this::finding, "/responders?q={q}");
    }

    private Finding finding(Row row) {
        return new Finding(
                row.name(),
                Stream.of(words.say("people.kind." + row.kind()), row.line(), row.key())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/responders/" + row.id());
    }
}
