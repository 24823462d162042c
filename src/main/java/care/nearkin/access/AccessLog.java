package care.nearkin.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The log of reads and writes of personal data: who, what, which, when. Written in the caller's transaction. */
public interface AccessLog {

    /** {@code what} is a kind such as {@code resident}, {@code phone}, {@code case}; {@code which} its key or number. */
    void read(String what, String which);

    /** {@code why} is what the reader does with it, such as a case number: what opens something sensitive has a reason. */
    void read(String what, String which, String why);

    void wrote(String what, String which, String why);

    /** Who looked at one matter and who changed it, the newest first; {@code what} as above. */
    List<Look> looks(Collection<String> what, String which, int most);

    /** A line of the log without its reason, which is the office's own. */
    record Look(Instant at, String who, String what, boolean written) {}

    /** Who acts, as the log writes it: the account, or the program itself when no person does. */
    String who();
}
