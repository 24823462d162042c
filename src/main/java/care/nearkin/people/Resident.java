package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.people.ResidentCard.Phone;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import care.nearkin.people.Residents.Sex;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person served. Her document's number, health, phones, the key's place and the note are sealed in the table. */
@Entity
class Resident {

    @Id
    @GeneratedValue(generator = "resident_seq")
    @SequenceGenerator(name = "resident_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "resident_key")
    private String key;

    @Version
    private int version;

    @Column
    private String name;

    private @Nullable LocalDate birthDate;

    @Enumerated(EnumType.STRING)
    private @Nullable Sex sex;

    @Enumerated(EnumType.STRING)
    private Identity.@Nullable Kind identityKind;

    @Convert(converter = SealedText.class)
    private @Nullable String identityNumber;

    private @Nullable String identityPrint;

    private boolean livesAlone;

    @Column
    @Enumerated(EnumType.STRING)
    private Risk risk;

    private @Nullable String mobility;

    @Enumerated(EnumType.STRING)
    private @Nullable Moves moves;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Household household;

    @Convert(converter = SealedText.class)
    private @Nullable String health;

    @Convert(converter = SealedText.class)
    private @Nullable String homePhone;

    @Convert(converter = SealedText.class)
    private @Nullable String mobilePhone;

    @Convert(converter = SealedText.class)
    private @Nullable String devicePhone;

    @Convert(converter = SealedText.class)
    private @Nullable String keyPlace;

    @Convert(converter = SealedText.class)
    private @Nullable String note;

    @Column
    private Instant changedAt;

    @OneToMany(mappedBy = "resident", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<Contact> contacts = new ArrayList<>();

    protected Resident() {}

    Resident(String key) {
        this.key = key;
    }

    /** Takes over everything but the contacts, the household and the document. */
    void change(Put put, Instant now) {
        name = put.name();
        birthDate = put.birthDate();
        sex = put.sex();
        livesAlone = put.livesAlone();
        risk = put.risk();
        mobility = put.mobility();
        moves = put.moves();
        health = put.health();
        homePhone = put.phones().home();
        mobilePhone = put.phones().mobile();
        devicePhone = put.phones().device();
        keyPlace = put.keyPlace();
        note = put.note();
        changedAt = now;
    }

    /** {@code print} is the fingerprint by which nobody else may have this document. */
    void identify(@Nullable Identity identity, @Nullable String print) {
        identityKind = identity == null ? null : identity.kind();
        identityNumber = identity == null ? null : identity.number();
        identityPrint = print;
    }

    void moveTo(@Nullable Household to) {
        household = to;
    }

    /** Who is named again keeps her row, so that a case that points to her still finds her. */
    void contacts(List<PutContact> wanted) {
        List<Contact> before = new ArrayList<>(contacts);
        contacts.clear();
        for (PutContact put : wanted) {
            Contact contact =
                    before.stream().filter(known -> known.is(put)).findFirst().orElseGet(() -> new Contact(this));
            before.remove(contact);
            contact.change(put);
            contacts.add(contact);
        }
        number();
    }

    /** {@code position} counts from 1; beyond the end is at the end. */
    void add(PutContact put, int position) {
        Contact contact = new Contact(this);
        contact.change(put);
        contacts.add(Math.min(Math.max(position - 1, 0), contacts.size()), contact);
        number();
    }

    void remove(Contact contact) {
        contacts.remove(contact);
        number();
    }

    /** One place up or down in the order of telling; at the end of the list nothing happens. */
    void move(Contact contact, int by) {
        int from = contacts.indexOf(contact);
        int to = from + by;
        if (to >= 0 && to < contacts.size()) {
            contacts.add(to, contacts.remove(from));
            number();
        }
    }

    Put asPut() {
        return new Put(
                key,
                name,
                birthDate,
                sex,
                identity(),
                livesAlone,
                risk,
                mobility,
                moves,
                household == null ? null : household.address(),
                health,
                new Phones(homePhone, mobilePhone, devicePhone),
                keyPlace,
                note,
                contacts.stream().map(Contact::asPut).toList());
    }

    @Nullable
    Identity identity() {
        return identityKind == null || identityNumber == null ? null : new Identity(identityKind, identityNumber);
    }

    List<Phone> phones() {
        return Stream.of(phone("home", homePhone), phone("mobile", mobilePhone), phone("device", devicePhone))
                .filter(Objects::nonNull)
                .toList();
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String key() {
        return key;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    @Nullable
    Household household() {
        return household;
    }

    List<Contact> contacts() {
        return List.copyOf(contacts);
    }

    private void number() {
        for (int i = 0; i < contacts.size(); i++) {
            contacts.get(i).position(i + 1);
        }
    }

    private static @Nullable Phone phone(String label, @Nullable String number) {
        return number == null ? null : new Phone(label, number);
    }
}
