package care.nearkin.people;

import java.util.Map;
import java.util.Set;

/**
 * What a module refers to a resident by, for when two records turn out to be of one person: each module that keeps a
 * resident's id in a table has a bean, and a test compares {@link #columns} with the tables there are.
 */
public interface ResidentMoves {

    /** As {@code table.column}. */
    Set<String> columns();

    /** How many of what would move, by a key of words; for the one who decides. */
    Map<String, Long> held(long resident);

    /** In the transaction of the merge; refuses when it is not the moment. */
    void move(long from, long to);
}
