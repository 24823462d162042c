package care.nearkin.people;

import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resident as the API answers and takes her: what is read can be sent back as it is. */
record ResidentRecord(
        String key,
        String name,
        @Nullable LocalDate birthDate,
        @Nullable Sex sex,
        @Nullable Proof identity,
        boolean livesAlone,
        Risk risk,
        @Nullable String mobility,
        @Nullable Moves moves,
        @Nullable Address address,
        @Nullable String health,
        Phones phones,
        @Nullable List<Contact> contacts,
        @Nullable String keyPlace,
        @Nullable String note) {

    static ResidentRecord of(Put put) {
        return new ResidentRecord(
                put.key(),
                put.name(),
                put.birthDate(),
                put.sex(),
                Proof.of(put.identity()),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                put.address(),
                put.health(),
                put.phones(),
                put.contacts() == null
                        ? null
                        : put.contacts().stream().map(Contact::of).toList(),
                put.keyPlace(),
                put.note());
    }

    /** Her document: answered masked, taken whole; what was answered leaves the number as it is. */
    record Proof(Identity.Kind kind, String number) {

        static @Nullable Proof of(@Nullable Identity identity) {
            return identity == null ? null : new Proof(identity.kind(), identity.masked());
        }
    }

    /** Somebody to tell; {@code language} is {@code zh-CN} or {@code en}. */
    record Contact(
            String name,
            String relation,
            @Nullable String place,
            @Nullable String phone,
            @Nullable String mail,
            boolean hasKey,
            String language) {

        static Contact of(PutContact contact) {
            return new Contact(
                    contact.name(),
                    contact.relation(),
                    contact.place(),
                    contact.phone(),
                    contact.mail(),
                    contact.hasKey(),
                    contact.language().toLanguageTag());
        }
    }

    /** What the API's list shows, and what a PUT answers: writing is not reading, so nothing sealed. */
    record Open(
            String key,
            String name,
            @Nullable LocalDate birthDate,
            boolean livesAlone,
            Risk risk,
            @Nullable String address,
            @Nullable String area) {

        static Open of(ResidentList.Row row) {
            return new Open(
                    row.key(),
                    row.name(),
                    row.birthDate(),
                    row.livesAlone(),
                    Risk.valueOf(row.risk()),
                    row.address(),
                    row.area());
        }

        static Open of(Put put) {
            Address address = put.address();
            return new Open(
                    put.key(),
                    put.name(),
                    put.birthDate(),
                    put.livesAlone(),
                    put.risk(),
                    address == null ? null : address.line(),
                    address == null ? null : address.area());
        }
    }
}
