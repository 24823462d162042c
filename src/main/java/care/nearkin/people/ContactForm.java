package care.nearkin.people;

import care.nearkin.people.Residents.PutContact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contact's form as it was typed. */
record ContactForm(
        @Nullable String name,
        @Nullable String relation,
        @Nullable String place,
        @Nullable String phone,
        @Nullable Boolean hasKey) {

    static ContactForm empty() {
        return new ContactForm(null, null, null, null, false);
    }

    static ContactForm of(PutContact contact) {
        return new ContactForm(contact.name(), contact.relation(), contact.place(), contact.phone(), contact.hasKey());
    }

    PutContact read(Faults faults) {
        return new PutContact(
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("name", name, 100)), ""),
                Objects.requireNonNullElse(faults.checked(() -> Checks.needed("relation", relation, 100)), ""),
                faults.checked(() -> Checks.text("place", place, 200)),
                faults.checked(() -> Checks.phone("phone", phone)),
                Boolean.TRUE.equals(hasKey));
    }
}
