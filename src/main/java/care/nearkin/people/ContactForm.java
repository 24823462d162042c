package care.nearkin.people;

import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.PutContact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contact's form as it was typed. */
record ContactForm(
        @Nullable String name,
        @Nullable String relation,
        @Nullable String place,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable Boolean hasKey,
        @Nullable String language) {

    static ContactForm empty() {
        return new ContactForm(
                null, null, null, null, null, false, Words.LANGUAGES.get(0).toLanguageTag());
    }

    static ContactForm of(PutContact contact) {
        return new ContactForm(
                contact.name(),
                contact.relation(),
                contact.place(),
                contact.phone(),
                contact.mail(),
                contact.hasKey(),
                contact.language().toLanguageTag());
    }

    PutContact read(Faults faults) {
        return new PutContact(
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("name", name, 100)), ""),
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("relation", relation, 100)), ""),
                faults.checked(() -> Checks.text("place", place, 200)),
                faults.checked(() -> Checks.phone("phone", phone)),
                faults.checked(() -> Checks.mail("mail", mail)),
                Boolean.TRUE.equals(hasKey),
                Objects.requireNonNullElse(
                        faults.checked(() -> Checks.language("language", language)), Words.LANGUAGES.get(0)));
    }
}
