package care.nearkin.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import care.nearkin.kernel.Words;
import care.nearkin.people.Address;
import care.nearkin.people.Consents;
import care.nearkin.people.Hours;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import care.nearkin.people.Responders;
import care.nearkin.people.Responders.Match;
import care.nearkin.people.Responders.Reach;
import care.nearkin.people.Responders.Where;
import care.nearkin.sample.Csv.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The residents of the sample, whom to tell, who comes, what they agreed to. */
@Component
class SamplePeople {

    private static final String RECORDED_BY = "caseworker1";

    private final Residents residents;
    private final Responders responders;
    private final Consents consents;

    SamplePeople(Residents residents, Responders responders, Consents consents) {
        this.residents = residents;
        this.responders = responders;
        this.consents = consents;
    }

    void load() {
        Map<String, List<PutContact>> contacts = Csv.read("contacts.csv").stream()
                .collect(groupingBy(line -> line.need("resident"), mapping(SamplePeople::contact, toList())));
        Csv.read("residents.csv")
                .forEach(line -> residents.put(resident(line, contacts.getOrDefault(line.need("key"), List.of()))));
        Csv.read("responders.csv").forEach(line -> responders.put(responder(line)));
        Csv.read("consents.csv").forEach(line -> consents.record(consent(line), RECORDED_BY));
    }

    private static Residents.Put resident(Line line, List<PutContact> contacts) {
        return new Residents.Put(
                line.need("key"),
                line.need("name"),
                LocalDate.parse(line.need("birthDate")),
                Sex.valueOf(line.need("sex")),
                line.yes("livesAlone"),
                Risk.valueOf(line.need("risk")),
                line.get("mobility"),
                choice(line, "moves", Moves.class),
                new Address(
                        line.get("area"),
                        line.get("community"),
                        line.get("estate"),
                        line.get("building"),
                        line.get("unit"),
                        line.get("room"),
                        null),
                line.get("health"),
                new Phones(line.get("home"), line.get("mobile"), line.get("device")),
                line.get("keyPlace"),
                line.get("note"),
                contacts);
    }

    private static PutContact contact(Line line) {
        return new PutContact(
                line.need("name"),
                line.need("relation"),
                line.get("place"),
                line.get("phone"),
                line.get("mail"),
                line.yes("hasKey"),
                Words.language(line.get("language")));
    }

    private Responders.Put responder(Line line) {
        String self = line.get("resident");
        return new Responders.Put(
                line.need("key"),
                Responders.Kind.valueOf(line.need("kind")),
                line.need("name"),
                words(line.get("skills"), " ").stream()
                        .map(Responders.Skill::valueOf)
                        .collect(toSet()),
                line.get("remark"),
                Hours.parse(line.need("hours")),
                null,
                new Where(line.get("area"), line.get("estate"), line.get("building"), line.get("place")),
                new Reach(line.get("phone"), line.get("mail"), Words.language(line.get("language"))),
                null,
                line.get("staff"),
                self == null ? null : id(self),
                words(line.get("matches"), ";").stream().map(this::match).toList());
    }

    /** {@code S001:60:key}: who is how many metres away, and whether her key is kept. */
    private Match match(String text) {
        String[] parts = text.split(":");
        return new Match(id(parts[0]), Integer.parseInt(parts[1]), parts.length > 2);
    }

    private static List<String> words(@Nullable String list, String between) {
        return list == null ? List.of() : List.of(list.split(between));
    }

    private static <E extends Enum<E>> @Nullable E choice(Line line, String column, Class<E> kind) {
        String name = line.get(column);
        return name == null ? null : Enum.valueOf(kind, name);
    }

    private Consents.Given consent(Line line) {
        return new Consents.Given(
                id(line.need("resident")),
                Consents.Matter.valueOf(line.need("matter")),
                line.need("toWhom"),
                LocalDate.parse(line.need("from")),
                Optional.ofNullable(line.get("until")).map(LocalDate::parse).orElse(null),
                Consents.How.valueOf(line.need("how")));
    }

    private long id(String key) {
        return residents.idOf(key).orElseThrow();
    }
}
