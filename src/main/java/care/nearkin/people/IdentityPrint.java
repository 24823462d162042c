package care.nearkin.people;

import care.nearkin.kernel.Seal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fingerprints by which the number of a document is one person's only, and is found: whole and by its last four. */
@Component
class IdentityPrint {

    private static final String USE = "identity";

    private final Seal seal;

    IdentityPrint(Seal seal) {
        this.seal = seal;
    }

    /** A passport may have the digits of somebody's card. */
    String own(Identity identity) {
        return seal.fingerprint(whole(identity), USE);
    }

    /** As {@link #own}, under every key there was. */
    List<String> known(Identity identity) {
        return seal.fingerprints(whole(identity), USE);
    }

    /** What she is found by, whatever the kind. */
    List<String> found(@Nullable Identity identity) {
        return identity == null
                ? List.of()
                : Stream.of(identity.number(), identity.last())
                        .distinct()
                        .map(text -> seal.fingerprint(text, USE))
                        .toList();
    }

    /** What a searched word may be the fingerprint of; none for a word that is no number. */
    List<String> searched(String word) {
        return may(word) ? seal.fingerprints(Identity.plain(word), USE) : List.of();
    }

    static boolean may(String word) {
        return word.matches("[0-9]{3}[0-9xX]|(?=.*[0-9])[A-Za-z0-9]{5,20}");
    }

    /** Eighteen characters in groups, an x at the end too. */
    static boolean whole(String word) {
        return word.matches("[0-9]{17}[0-9xX]");
    }

    private static String whole(Identity identity) {
        return (identity.kind() == Identity.Kind.PASSPORT ? "passport " : "") + identity.number();
    }
}
