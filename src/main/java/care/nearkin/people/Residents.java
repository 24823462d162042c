package care.nearkin.people;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The people served. */
public interface Residents {

    Optional<Long> idOf(String key);

    Optional<ResidentBrief> brief(long id);

    Map<Long, ResidentBrief> briefs(Collection<Long> ids);

    /** Decrypts; writes the read log. {@code why} is what the reader does with it, such as a case number. */
    Optional<ResidentCard> card(long id, String why);

    /** Read by processes and tables, not by people: not logged. */
    ResidentCard.Risk risk(long id);
}
