package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resident out of the body of a PUT: what is not sent stays as it was, what is sent as null is cleared. */
final class ResidentJson {

    private static final Set<String> FIELDS = Set.of(
            "key",
            "name",
            "birthDate",
            "sex",
            "identity",
            "livesAlone",
            "risk",
            "mobility",
            "moves",
            "address",
            "health",
            "phones",
            "contacts",
            "keyPlace",
            "note");
    private static final Set<String> ADDRESS =
            Set.of("area", "community", "estate", "building", "unit", "room", "text");
    private static final Set<String> IDENTITY = Set.of("kind", "number");
    private static final Set<String> PHONES = Set.of("home", "mobile", "device");
    private static final Set<String> CONTACT =
            Set.of("name", "relation", "place", "phone", "mail", "hasKey", "language");
    private static final int MOST_CONTACTS = 50;

    private ResidentJson() {}

    static Put read(JsonNode body, String key, @Nullable Put before, LocalDate today) {
        JsonFields fields = JsonFields.of(body, "", FIELDS);
        if (!key.equals(fields.text("key", key))) {
            throw Refusal.invalid("key", "people.other-key");
        }
        Sex sex = Checks.choice("sex", fields.text("sex", before == null ? null : name(before.sex())), Sex.class);
        Risk risk = Checks.choice("risk", fields.text("risk", before == null ? null : name(before.risk())), Risk.class);
        Identity identity = identity(fields, before == null ? null : before.identity(), today);
        LocalDate born = fields.has("birthDate")
                ? Checks.birthDate("birthDate", fields.text("birthDate", null), today)
                : before == null ? null : before.birthDate();
        return new Put(
                Checks.key(key),
                Checks.needed("name", fields.text("name", before == null ? null : before.name()), 100),
                born == null && identity != null ? identity.birthDate() : born,
                sex == null && identity != null ? identity.sex() : sex,
                identity,
                fields.flag("livesAlone", before != null && before.livesAlone()),
                risk == null ? Risk.MEDIUM : risk,
                Checks.text("mobility", fields.text("mobility", before == null ? null : before.mobility()), 200),
                Checks.choice("moves", fields.text("moves", before == null ? null : name(before.moves())), Moves.class),
                fields.has("address") ? address(fields.get("address")) : before == null ? null : before.address(),
                Checks.text("health", fields.text("health", before == null ? null : before.health()), 2000),
                phones(fields, before == null ? Phones.NONE : before.phones()),
                Checks.text("keyPlace", fields.text("keyPlace", before == null ? null : before.keyPlace()), 300),
                Checks.text("note", fields.text("note", before == null ? null : before.note()), 2000),
                fields.has("contacts") ? contacts(fields.list("contacts", MOST_CONTACTS)) : null);
    }

    private static @Nullable Address address(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            String text = Checks.text("address", node.textValue(), 300);
            return text == null ? null : Address.of(text);
        }
        JsonFields parts = JsonFields.of(node, "address", ADDRESS);
        return new Address(
                part(parts, "area", 64),
                part(parts, "community", 100),
                part(parts, "estate", 100),
                part(parts, "building", 50),
                part(parts, "unit", 50),
                part(parts, "room", 50),
                part(parts, "text", 300));
    }

    private static @Nullable Identity identity(JsonFields fields, @Nullable Identity before, LocalDate today) {
        if (!fields.has("identity")) {
            return before;
        }
        if (fields.get("identity").isNull()) {
            return null;
        }
        JsonFields identity = JsonFields.of(fields.get("identity"), "identity", IDENTITY);
        String number = Checks.needed(Identity.NUMBER, identity.text("number", null), 40);
        return Checks.identity(identity.text("kind", null), number, before, today);
    }

    private static Phones phones(JsonFields fields, Phones before) {
        if (!fields.has("phones")) {
            return before;
        }
        if (fields.get("phones").isNull()) {
            return Phones.NONE;
        }
        JsonFields phones = JsonFields.of(fields.get("phones"), "phones", PHONES);
        return new Phones(
                Checks.phone("phones.home", phones.text("home", before.home())),
                Checks.phone("phones.mobile", phones.text("mobile", before.mobile())),
                Checks.phone("phones.device", phones.text("device", before.device())));
    }

    private static List<PutContact> contacts(List<JsonNode> sent) {
        List<PutContact> contacts = new ArrayList<>();
        for (JsonNode one : sent) {
            JsonFields fields = JsonFields.of(one, "contacts[" + contacts.size() + "]", CONTACT);
            contacts.add(new PutContact(
                    Checks.needed(fields.path("name"), fields.text("name", null), 100),
                    Checks.needed(fields.path("relation"), fields.text("relation", null), 100),
                    Checks.text(fields.path("place"), fields.text("place", null), 200),
                    Checks.phone(fields.path("phone"), fields.text("phone", null)),
                    Checks.mail(fields.path("mail"), fields.text("mail", null)),
                    fields.flag("hasKey", false),
                    Checks.language(fields.path("language"), fields.text("language", null))));
        }
        return contacts;
    }

    private static @Nullable String part(JsonFields parts, String name, int most) {
        return Checks.text(parts.path(name), parts.text(name, null), most);
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
