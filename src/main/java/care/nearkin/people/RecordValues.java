package care.nearkin.people;

import care.nearkin.people.Residents.Put;
import care.nearkin.people.Spot.Part;
import care.nearkin.people.Spot.Values;
import java.util.stream.Collectors;

/** What a record says at this moment, value by value, to be compared with what it says later. */
final class RecordValues {

    private RecordValues() {}

    static Values of(Resident resident) {
        Put put = resident.asPut();
        Address address = put.address();
        Identity identity = put.identity();
        Values values = new Values()
                .add("name", put.name())
                .add("birthDate", put.birthDate())
                .add("sex", put.sex())
                .add("identity", identity == null ? null : identity.number())
                .add("livesAlone", put.livesAlone())
                .add("risk", put.risk())
                .add("address", address == null ? null : address.line())
                .add("area", address == null ? null : address.area())
                .add("home", put.phones().home())
                .add("mobile", put.phones().mobile())
                .add("device", put.phones().device())
                .add("keyPlace", put.keyPlace())
                .add("health", put.health())
                .add("moves", put.moves())
                .add("mobility", put.mobility())
                .add("note", put.note())
                .add(
                        "contacts",
                        resident.contacts().stream()
                                .map(contact -> contact.asPut().name())
                                .collect(Collectors.joining(" · ")));
        resident.contacts().forEach(contact -> add(values, contact));
        return values;
    }

    private static void add(Values values, Contact contact) {
        var put = contact.asPut();
        long id = contact.id();
        values.add(Part.CONTACT, id, "name", put.name())
                .add(Part.CONTACT, id, "relation", put.relation())
                .add(Part.CONTACT, id, "place", put.place())
                .add(Part.CONTACT, id, "phone", put.phone())
                .add(Part.CONTACT, id, "mail", put.mail())
                .add(Part.CONTACT, id, "hasKey", put.hasKey())
                .add(Part.CONTACT, id, "language", put.language().toLanguageTag());
    }

    static Values of(Responder responder) {
        Responders.Put put = responder.asPut();
        Responders.Pause pause = put.pause();
        Values values = new Values()
                .add("kind", put.kind())
                .add("name", put.name())
                .add("skill", put.skills().stream().map(Enum::name).sorted().collect(Collectors.joining(", ")))
                .add("remark", put.remark())
                .add(
                        "hours",
                        put.hours().stream()
                                .map(hours -> hours.days() + " " + hours.from() + "–" + hours.until())
                                .collect(Collectors.joining("; ")))
                .add("words", put.hoursInWords())
                .add("area", put.where().area())
                .add("place", put.where().line())
                .add("phone", put.reach().phone())
                .add("mail", put.reach().mail())
                .add("language", put.reach().language().toLanguageTag())
                .add("paused", pause == null ? null : pause.until() == null ? "…" : pause.until())
                .add("account", put.staff())
                .add("self", put.resident());
        if (put.matches() != null) {
            values.add(
                    "matches",
                    put.matches().stream()
                            .map(match ->
                                    match.resident() + ": " + match.metres() + " m" + (match.hasKey() ? " 🔑" : ""))
                            .collect(Collectors.joining("; ")));
        }
        return values;
    }
}
