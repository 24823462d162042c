package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.kernel.Words;
import care.nearkin.people.Residents.PutContact;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody to tell when something happens to a resident. */
@Entity
class Contact {

    @Id
    @GeneratedValue(generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Resident resident;

    private int position;

    @Column
    private String name;

    @Column
    private String relation;

    private @Nullable String place;

    @Convert(converter = SealedText.class)
    private @Nullable String phone;

    @Convert(converter = SealedText.class)
    private @Nullable String mail;

    private boolean hasKey;

    @Column
    private String language;

    protected Contact() {}

    Contact(Resident resident) {
        this.resident = resident;
    }

    boolean is(PutContact other) {
        return name.equals(other.name()) && relation.equals(other.relation());
    }

    void change(PutContact put) {
        name = put.name();
        relation = put.relation();
        place = put.place();
        phone = put.phone();
        mail = put.mail();
        hasKey = put.hasKey();
        language = put.language().toLanguageTag();
    }

    void position(int position) {
        this.position = position;
    }

    PutContact asPut() {
        return new PutContact(name, relation, place, phone, mail, hasKey, Words.language(language));
    }

    ResidentCard.Contact onCard() {
        return new ResidentCard.Contact(id(), position, name, relation, place, phone, mail, hasKey);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    Resident resident() {
        return resident;
    }
}
