package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows one sealed value of a resident to who needs it: written down with her name, what it was and why. */
@Service
@Transactional
class Unmasking {

    private final ServedResidents residents;
    private final OwnWork work;
    private final Viewers viewers;
    private final AccessLog log;

    Unmasking(ServedResidents residents, OwnWork work, Viewers viewers, AccessLog log) {
        this.residents = residents;
        this.work = work;
        this.viewers = viewers;
        this.log = log;
    }

    /** Why somebody looks who has no task with this resident. */
    enum Reason {
        CALL,
        VISIT,
        CHECK,
        HELP,
        REQUEST,
        AUTHORITY
    }

    /** What is shown; {@code href} where something can be done with it, such as dialling. */
    record Shown(String value, String text, @Nullable String href) {}

    /** The case by which the viewer is at work on her. */
    @Transactional(readOnly = true)
    Optional<String> ownCase(long id) {
        return work.caseOf(viewers.current().name(), id);
    }

    /** {@code value} is identity, health, home, mobile, device, contact-17 or mail-17. */
    Shown show(long id, String value, @Nullable String reason) {
        Resident resident = residents.served(id);
        String why = why(id, reason);
        Shown shown = of(resident, value).orElseThrow(() -> Refusal.notFound("people.no-value"));
        log.read(kind(value), resident.key(), value + " · " + why);
        return shown;
    }

    /** The case that she works on, else the reason that she says; refuses without either. */
    String why(long id, @Nullable String reason) {
        return ownCase(id).orElseGet(() -> reason(reason));
    }

    static String reason(@Nullable String said) {
        Reason given = Checks.choice("reason", said, Reason.class);
        if (given == null) {
            throw Refusal.invalid("reason", "people.show-why");
        }
        return given.name();
    }

    private static Optional<Shown> of(Resident resident, String value) {
        Identity identity = resident.identity();
        return switch (value) {
            case "identity" -> Optional.ofNullable(identity).map(one -> new Shown(value, one.number(), null));
            case "health" -> Optional.ofNullable(resident.asPut().health()).map(text -> new Shown(value, text, null));
            default ->
                resident.phones().stream()
                        .filter(phone -> phone.label().equals(value))
                        .map(phone -> new Shown(value, phone.number(), phone.tel()))
                        .findFirst()
                        .or(() -> ofContact(resident, value));
        };
    }

    private static Optional<Shown> ofContact(Resident resident, String value) {
        return resident.contacts().stream()
                .map(Contact::onCard)
                .filter(contact -> value.endsWith("-" + contact.id()))
                .findFirst()
                .map(contact -> {
                    String mail = contact.mail();
                    String phone = contact.phone();
                    if (value.startsWith("mail-") && mail != null) {
                        return new Shown(value, mail, "mailto:" + mail);
                    }
                    return value.startsWith("contact-") && phone != null
                            ? new Shown(value, phone, contact.tel())
                            : null;
                });
    }

    /** As in the rest of the log: numbers of all sorts of telephones are one kind. */
    private static String kind(String value) {
        return switch (value) {
            case "identity", "health" -> value;
            default -> value.startsWith("mail-") ? "mail" : "phone";
        };
    }
}
