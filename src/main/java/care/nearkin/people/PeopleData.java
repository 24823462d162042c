package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.AccessLog.Look;
import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people holds on a resident: her record, her contacts, what she agreed to. */
@Component
class PeopleData implements PersonalData {

    private final ResidentRows rows;
    private final StoredConsents consents;
    private final StaffAccounts staff;
    private final Words words;

    PeopleData(ResidentRows rows, StoredConsents consents, StaffAccounts staff, Words words) {
        this.rows = rows;
        this.consents = consents;
        this.staff = staff;
        this.words = words;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public List<Chapter> of(long id, Locale language) {
        Resident resident = rows.findById(id).orElseThrow();
        return List.of(
                new Chapter("record", say(language, "people.copy.record"), List.of(record(resident, language))),
                new Chapter("contacts", say(language, "people.copy.contacts"), contacts(resident, language)),
                new Chapter(
                        "consents",
                        say(language, "people.consents"),
                        consents.of(id).stream()
                                .map(consent -> consent(consent, language))
                                .toList()));
    }

    private Part record(Resident resident, Locale language) {
        Put put = resident.asPut();
        Identity identity = put.identity();
        Address address = put.address();
        Known known = new Known()
                .add(say(language, "people.key"), put.key())
                .add(say(language, "people.name"), put.name())
                .add(say(language, "people.birthDate"), put.birthDate())
                .add(say(language, "people.sex"), choice(language, "people.sex.", put.sex()));
        if (identity != null) {
            known.add(say(language, "people.identity." + identity.kind()), identity.number());
        }
        known.add(say(language, "people.livesAlone"), say(language, "people.history." + put.livesAlone()))
                .add(say(language, "people.risk"), choice(language, "people.risk.", put.risk()))
                .add(say(language, "people.address"), address == null ? null : address.line())
                .add(say(language, "people.area"), address == null ? null : address.area())
                .add(say(language, "people.field.home"), put.phones().home())
                .add(say(language, "people.field.mobile"), put.phones().mobile())
                .add(say(language, "people.field.device"), put.phones().device())
                .add(say(language, "people.keyPlace"), put.keyPlace())
                .add(say(language, "people.health"), put.health())
                .add(say(language, "people.moves"), choice(language, "people.moves.", put.moves()))
                .add(say(language, "people.mobility.words"), put.mobility())
                .add(say(language, "people.note"), put.note());
        return Part.of(put.name(), known.values());
    }

    private List<Part> contacts(Resident resident, Locale language) {
        List<Part> parts = new ArrayList<>();
        for (Contact contact : resident.contacts()) {
            PutContact put = contact.asPut();
            parts.add(Part.of(
                    put.name(),
                    new Known()
                            .add(say(language, "people.relation"), put.relation())
                            .add(say(language, "people.place"), put.place())
                            .add(say(language, "people.phone"), put.phone())
                            .add(say(language, "people.mail"), put.mail())
                            .add(say(language, "people.field.hasKey"), say(language, "people.history." + put.hasKey()))
                            .values()));
        }
        return parts;
    }

    private Part consent(StoredConsents.Shown consent, Locale language) {
        return Part.of(
                say(language, "people.matter." + consent.matter()),
                new Known()
                        .add(say(language, "people.consent.toWhom"), consent.toWhom())
                        .add(say(language, "people.consent.begins"), consent.from())
                        .add(say(language, "people.consent.ends"), consent.until())
                        .add(say(language, "people.consent.how"), say(language, "people.how." + consent.how()))
                        .add(say(language, "people.copy.by"), staff.displayName(consent.recordedBy()))
                        .add(say(language, "people.consent.withdrawn"), consent.withdrawnAt())
                        .values());
    }

    private @Nullable String choice(Locale language, String prefix, @Nullable Enum<?> value) {
        return value == null ? null : say(language, prefix + value.name());
    }

    private String say(Locale language, String key) {
        return words.say(language, key);
    }

    /** Who looked at her record, and who changed it: the last chapter. */
    @Component
    static class Looks implements PersonalData {

        private static final List<String> WHAT =
                List.of("resident", "phone", "identity", "health", "mail", "history", "copy", "contacts", "consent");

        private static final int MOST = 5000;

        private final ResidentRows rows;
        private final AccessLog log;
        private final StaffAccounts staff;
        private final Words words;
        private final Clock clock;

        Looks(ResidentRows rows, AccessLog log, StaffAccounts staff, Words words, Clock clock) {
            this.rows = rows;
            this.log = log;
            this.staff = staff;
            this.words = words;
            this.clock = clock;
        }

        @Override
        public int order() {
            return 100;
        }

        @Override
        public List<Chapter> of(long id, Locale language) {
            List<Look> looks = log.looks(WHAT, rows.findById(id).orElseThrow().key(), MOST);
            Map<String, String> names =
                    staff.displayNames(looks.stream().map(Look::who).collect(Collectors.toSet()));
            DateTimeFormatter times = DateTimeFormatter.ofPattern(words.say(language, "web.time.exact"), language);
            List<String> lines = looks.stream()
                    .map(look -> times.format(at(look.at())) + " · " + names.getOrDefault(look.who(), look.who())
                            + " · "
                            + words.say(language, look.written() ? "people.copy.changed" : "people.copy.read") + " · "
                            + words.say(language, "people.copy.what." + look.what()))
                    .toList();
            return List.of(new Chapter(
                    "looks",
                    words.say(language, "people.copy.looks"),
                    lines.isEmpty()
                            ? List.of()
                            : List.of(new Part(words.say(language, "people.copy.newest", MOST), Map.of(), lines))));
        }

        private ZonedDateTime at(Instant at) {
            return at.atZone(clock.getZone());
        }
    }
}
