package care.nearkin.people;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom to tell when something happens to a resident, with their addresses: read by processes, which tell what they told. */
public interface Contacts {

    /** In the order in which they stand on the card. */
    List<Reach> of(long resident);

    /** Somebody to tell and how she can be reached; in what language. */
    record Reach(
            long id,
            String name,
            String relation,
            @Nullable String phone,
            @Nullable String mail,
            boolean hasKey,
            Locale language) {

        public boolean reachable() {
            return phone != null || mail != null;
        }

        /** No name, no number. */
        @Override
        public String toString() {
            return "Reach[" + id + "]";
        }
    }
}
