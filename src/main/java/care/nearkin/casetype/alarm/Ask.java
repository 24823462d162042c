package care.nearkin.casetype.alarm;

import care.nearkin.kernel.SealedText;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One person who was told of one alarm and asked whether she can go there, and what she answered. */
@Entity
@Table(name = "alarm_ask")
class Ask {

    /** Contacts are all told; of the others the first who accepts goes, and the rest are stood down. */
    enum Kind {
        CONTACT,
        RESPONDER,
        GUARD,
        COMMUNITY
    }

    /** How far it is; the last three end it. */
    enum State {
        ASKED,
        COMING,
        THERE,
        SAID_WELL,
        CANNOT,
        STOOD_DOWN;

        boolean open() {
            return this == ASKED || this == COMING;
        }

        /** Who could not come may come after all; other answers stand. */
        boolean mayBecome(State other) {
            return open() || this == CANNOT && other == COMING;
        }

        /** Whom the desk may have to telephone: also whoever is there, and who only pressed that all is well. */
        boolean toBeCalled() {
            return open() || this == THERE || this == SAID_WELL;
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "alarm_ask_seq")
    @SequenceGenerator(name = "alarm_ask_seq", allocationSize = 50)
    private @Nullable Long id;

    private String caseNumber = "";

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.CONTACT;

    private @Nullable Long person;
    private @Nullable String staff;

    @Convert(converter = SealedText.class)
    private String name = "";

    @Convert(converter = SealedText.class)
    private @Nullable String phone;

    @Convert(converter = SealedText.class)
    private @Nullable String mail;

    private String language = "zh-CN";

    private int ring;

    @Enumerated(EnumType.STRING)
    private State state = State.ASKED;

    private Instant askedAt = Instant.EPOCH;
    private @Nullable Instant openedAt;
    private @Nullable Instant answeredAt;
    private @Nullable String answeredBy;
    private @Nullable Instant arrivedAt;
    private String linkHash = "";
    private Instant expiresAt = Instant.EPOCH;

    @Version
    private @Nullable Integer version;

    protected Ask() {}

    /** {@code linkHash} is of the secret in the link, which is kept nowhere. */
    Ask(String caseNumber, Somebody somebody, int ring, String linkHash, Instant now, Instant expires) {
        this.caseNumber = caseNumber;
        this.kind = somebody.kind();
        this.person = somebody.person();
        this.staff = somebody.staff();
        this.name = somebody.name();
        this.phone = somebody.phone();
        this.mail = somebody.mail();
        this.language = somebody.language().toLanguageTag();
        this.ring = ring;
        this.linkHash = linkHash;
        this.askedAt = now;
        this.expiresAt = expires;
    }

    /** {@code by} is the account that wrote it down, null when she said so on her phone. */
    void answer(State said, Instant now, @Nullable String by) {
        state = said;
        answeredAt = now;
        answeredBy = by;
        if (said == State.THERE) {
            arrivedAt = now;
        }
    }

    /** Answers whether it is the first time. */
    boolean open(Instant now) {
        boolean first = openedAt == null;
        openedAt = first ? now : openedAt;
        return first;
    }

    long id() {
        return java.util.Objects.requireNonNull(id);
    }

    String caseNumber() {
        return caseNumber;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Long person() {
        return person;
    }

    @Nullable
    String staff() {
        return staff;
    }

    String name() {
        return name;
    }

    @Nullable
    String phone() {
        return phone;
    }

    @Nullable
    String mail() {
        return mail;
    }

    /** In which everything about this alarm is written to her. */
    Locale language() {
        return Locale.forLanguageTag(language);
    }

    int ring() {
        return ring;
    }

    State state() {
        return state;
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    Instant arrivedAt() {
        return arrivedAt;
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
