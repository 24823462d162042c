package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.people.Spot.Values;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whom the office works with. Who is asked for there has number and address sealed in the table. */
@Entity
class Organisation {

    /** CARE and MEDICAL, INSTALLER serve residents; COMPANY and ASSOCIATION give and take up wishes; AUTHORITY is a part of the state. */
    public enum Kind {
        CARE,
        MEDICAL,
        INSTALLER,
        COMPANY,
        ASSOCIATION,
        AUTHORITY,
        OTHER
    }

    /** Whose agreement is over stays, because cases tell of it. */
    public enum Status {
        ACTIVE,
        PAUSED,
        ENDED
    }

    /** All that is written down of one; no {@code areas} is everywhere. */
    record Put(
            String name,
            Kind kind,
            @Nullable String creditCode,
            Set<String> areas,
            List<String> services,
            @Nullable String contact,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String hours,
            @Nullable String address,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Status status,
            @Nullable String remark) {

        /** Nothing of whom to ask for. */
        @Override
        public String toString() {
            return "Put[" + name + "]";
        }
    }

    @Id
    @GeneratedValue(generator = "organisation_seq")
    @SequenceGenerator(name = "organisation_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    private String name = "";

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.OTHER;

    private @Nullable String creditCode;
    private String[] areas = {};
    private String[] services = {};
    private @Nullable String contact;

    @Convert(converter = SealedText.class)
    private @Nullable String phone;

    @Convert(converter = SealedText.class)
    private @Nullable String mail;

    private @Nullable String hours;
    private @Nullable String address;
    private @Nullable LocalDate agreementFrom;
    private @Nullable LocalDate agreementUntil;

    @Enumerated(EnumType.STRING)
    private Status status = Status.ACTIVE;

    private @Nullable String remark;

    /** What it is found by. */
    private String words = "";

    long id() {
        return Objects.requireNonNull(id);
    }

    int version() {
        return version;
    }

    String name() {
        return name;
    }

    Set<String> areas() {
        return new TreeSet<>(Set.of(areas));
    }

    void change(Put put) {
        name = put.name();
        kind = put.kind();
        creditCode = put.creditCode();
        areas = put.areas().stream().sorted().toArray(String[]::new);
        services = put.services().toArray(String[]::new);
        contact = put.contact();
        phone = put.phone();
        mail = put.mail();
        hours = put.hours();
        address = put.address();
        agreementFrom = put.from();
        agreementUntil = put.until();
        status = put.status();
        remark = put.remark();
        words = SearchText.plain(String.join(
                " ",
                put.name(),
                String.join(" ", Pinyin.of(put.name())),
                String.join(" ", put.services()),
                Objects.requireNonNullElse(put.creditCode(), ""),
                Objects.requireNonNullElse(put.contact(), ""),
                Objects.requireNonNullElse(put.address(), "")));
    }

    Put asPut() {
        return new Put(
                name,
                kind,
                creditCode,
                areas(),
                List.of(services),
                contact,
                phone,
                mail,
                hours,
                address,
                agreementFrom,
                agreementUntil,
                status,
                remark);
    }

    /** To be compared with what it says later. */
    Values values() {
        return new Values()
                .add("name", name)
                .add("organisation", kind)
                .add("creditCode", creditCode)
                .add("areas", String.join(", ", areas()))
                .add("services", String.join(", ", services))
                .add("contact", contact)
                .add("phone", phone)
                .add("mail", mail)
                .add("words", hours)
                .add("place", address)
                .add("from", agreementFrom)
                .add("until", agreementUntil)
                .add("status", status)
                .add("remark", remark);
    }
}
