package care.nearkin.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import care.nearkin.people.Address;
import care.nearkin.people.Consents;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import care.nearkin.people.Responders;
import care.nearkin.sample.Csv.Line;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
                line.need("name"), line.need("relation"), line.get("place"), line.get("phone"), line.yes("hasKey"));
    }

    private Responders.Put responder(Line line) {
        return new Responders.Put(
                line.need("key"),
                Responders.Kind.valueOf(line.need("kind")),
                line.need("name"),
                line.get("skills"),
                line.get("hours"),
                line.get("area"),
                line.get("place"),
                line.get("phone"),
                keysOf(line.get("keysOf")));
    }

    /** {@code S001:60;S010:90}: whose key, and how many metres away. */
    private Map<Long, Integer> keysOf(@Nullable String list) {
        return list == null
                ? Map.of()
                : Arrays.stream(list.split(";"))
                        .map(pair -> pair.split(":"))
                        .collect(Collectors.toMap(pair -> id(pair[0]), pair -> Integer.valueOf(pair[1])));
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
