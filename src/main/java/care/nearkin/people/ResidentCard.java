package care.nearkin.people;

import care.nearkin.people.Residents.Moves;
import care.nearkin.people.Responders.Keyholder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person who helps needs at once: health, phones, contacts, key and who else lives there. Reading one is logged.
 */
public record ResidentCard(
        ResidentBrief brief,
        @Nullable Proof identity,
        boolean livesAlone,
        Risk risk,
        @Nullable String health,
        @Nullable String mobility,
        @Nullable Moves moves,
        List<Phone> phones,
        List<Contact> contacts,
        @Nullable String keyPlace,
        @Nullable String note,
        List<Keyholder> keyholders,
        List<Housemate> household) {

    public ResidentCard {
        phones = List.copyOf(phones);
        contacts = List.copyOf(contacts);
        keyholders = List.copyOf(keyholders);
        household = List.copyOf(household);
    }

    /** Her document, masked; {@code differs}: it says another birthday or sex than the record. */
    public record Proof(Identity.Kind kind, String masked, boolean differs) {}

    /** {@code label} is home, mobile or device. */
    public record Phone(String label, String number) {

        public String tel() {
            return ResidentCard.tel(number);
        }

        public String masked() {
            return ResidentCard.masked(number);
        }
    }

    /** In the order in which they are to be told. */
    public record Contact(
            long id,
            int position,
            String name,
            String relation,
            @Nullable String place,
            @Nullable String phone,
            @Nullable String mail,
            boolean hasKey) {

        public @Nullable String tel() {
            return phone == null ? null : ResidentCard.tel(phone);
        }

        public @Nullable String masked() {
            return phone == null ? null : ResidentCard.masked(phone);
        }
    }

    /** Somebody else behind the same door, and what a helper has to reckon with; her health is on her own card. */
    public record Housemate(
            long id,
            String name,
            @Nullable Integer age,
            @Nullable String mobility,
            @Nullable Moves moves) {}

    /** How much is at stake when this person is silent; set by the plan, used by D1. */
    public enum Risk {
        HIGH,
        MEDIUM,
        LOW
    }

    /** As a link that a telephone dials. */
    static String tel(String number) {
        return "tel:" + number.replaceAll("[^+0-9*#,]", "");
    }

    /** Enough to tell two numbers apart, not enough to dial. */
    static String masked(String number) {
        return (number.length() > 7 ? number.substring(0, 3) + " " : "") + "····";
    }
}
