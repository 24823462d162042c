package care.nearkin.people;

import care.nearkin.people.Residents.PutContact;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The contacts of two records of one person as one list: who stands in both stands there once, with what either knew of her. */
final class SameContact {

    private SameContact() {}

    /** Those of {@code one} in their order, then who was only in {@code other}. */
    static List<PutContact> together(List<PutContact> one, List<PutContact> other) {
        List<PutContact> all = new ArrayList<>(one);
        for (PutContact contact : other) {
            OptionalInt known = IntStream.range(0, one.size())
                    .filter(at -> same(all.get(at), contact))
                    .findFirst();
            if (known.isPresent()) {
                all.set(known.getAsInt(), both(all.get(known.getAsInt()), contact));
            } else {
                all.add(contact);
            }
        }
        return all;
    }

    /** Of the same name, and no other number is known of her; without any number in common also the same to the resident. */
    private static boolean same(PutContact one, PutContact other) {
        String number = digits(one);
        String otherNumber = digits(other);
        boolean sameNumber = number != null && number.equals(otherNumber);
        return plain(one.name()).equals(plain(other.name()))
                && (sameNumber
                        || (number == null || otherNumber == null)
                                && plain(one.relation()).equals(plain(other.relation())));
    }

    private static PutContact both(PutContact kept, PutContact other) {
        return new PutContact(
                kept.name(),
                kept.relation(),
                kept.place() == null ? other.place() : kept.place(),
                kept.phone() == null ? other.phone() : kept.phone(),
                kept.mail() == null ? other.mail() : kept.mail(),
                kept.hasKey() || other.hasKey(),
                kept.language());
    }

    private static @Nullable String digits(PutContact contact) {
        String digits = contact.phone() == null ? "" : PhoneDigits.plain(contact.phone());
        return digits.isEmpty() ? null : digits;
    }

    private static String plain(String text) {
        return SearchText.plain(text);
    }
}
