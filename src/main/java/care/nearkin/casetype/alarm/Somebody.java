package care.nearkin.casetype.alarm;

import care.nearkin.people.Contacts.Reach;
import care.nearkin.people.Responders.Candidate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Somebody who can be asked to go to the door, from whichever list she comes. */
record Somebody(
        Ask.Kind kind,
        long person,
        @Nullable String staff,
        String name,
        @Nullable String phone,
        @Nullable String mail,
        Locale language) {

    static Somebody of(Reach contact) {
        return new Somebody(
                Ask.Kind.CONTACT,
                contact.id(),
                null,
                contact.name(),
                contact.phone(),
                contact.mail(),
                contact.language());
    }

    static Somebody of(Candidate candidate) {
        return new Somebody(
                kind(candidate),
                candidate.id(),
                candidate.staff(),
                candidate.name(),
                candidate.phone(),
                candidate.mail(),
                candidate.language());
    }

    private static Ask.Kind kind(Candidate candidate) {
        return switch (candidate.kind()) {
            case STAFF, VOLUNTEER -> Ask.Kind.RESPONDER;
            case GUARD -> Ask.Kind.GUARD;
            case COMMUNITY -> Ask.Kind.COMMUNITY;
        };
    }

    /** One telephone, in whichever way its number is written. */
    static boolean sameNumber(@Nullable String one, @Nullable String other) {
        return one != null && other != null && digits(one).equals(digits(other));
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "").replaceFirst("^(00)?86(?=1\\d{10}$)", "");
    }

    /** No name, no number. */
    @Override
    public String toString() {
        return kind + " " + person;
    }
}
