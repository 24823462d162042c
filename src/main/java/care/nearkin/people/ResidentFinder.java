package care.nearkin.people;

import care.nearkin.access.Finder;
import care.nearkin.access.Finding;
import care.nearkin.access.Findings;
import care.nearkin.access.Viewer;
import care.nearkin.kernel.Words;
import care.nearkin.people.ResidentList.Ask;
import care.nearkin.people.ResidentList.Order;
import care.nearkin.people.ResidentList.Row;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Residents in the search for everything, by whatever their list finds them by. */
@Component
class ResidentFinder implements Finder {

    private static final String TITLE = "people.residents";

    private final ResidentList list;
    private final StoredResidents residents;
    private final Words words;

    ResidentFinder(ResidentList list, StoredResidents residents, Words words) {
        this.list = list;
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
        Ask ask = new Ask(wanted, null, false, Order.NAME, null, few);
        return Findings.of(TITLE, list.find(ask, viewer), this::finding, "/residents?q={q}");
    }

    private Finding finding(Row row) {
        return new Finding(
                row.name(),
                Stream.of(age(row.birthDate()), row.address(), row.key())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · ")),
                "/residents/" + row.id());
    }

    private @Nullable String age(@Nullable LocalDate born) {
        Integer age = residents.age(born);
        return age == null ? null : words.say("people.years", age);
    }
}
