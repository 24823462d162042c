package care.nearkin.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person who helps needs at once: health, phones, contacts, key and who else lives there. Reading one is logged.
 */
public record ResidentCard(
        ResidentBrief brief,
        boolean livesAlone,
        Risk risk,
        @Nullable String health,
        @Nullable String mobility,
        List<Phone> phones,
        List<Contact> contacts,
        @Nullable String keyPlace,
        @Nullable String note,
        List<ResidentBrief> household) {

    public ResidentCard {
        phones = List.copyOf(phones);
        contacts = List.copyOf(contacts);
        household = List.copyOf(household);
    }

    /** {@code label} is home, mobile or device. */
    public record Phone(String label, String number) {}

    /** In the order in which they are to be told. */
    public record Contact(
            long id,
            int position,
            String name,
            String relation,
            @Nullable String place,
            @Nullable String phone,
            boolean hasKey) {}

    /** How much is at stake when this person is silent; set by the plan, used by D1. */
    public enum Risk {
        HIGH,
        MEDIUM,
        LOW
    }
}
