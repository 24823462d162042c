package care.nearkin.access;

/** The log of reads and writes of personal data: who, what, which, when. Written in the caller's transaction. */
public interface AccessLog {

    /** {@code what} is a kind such as {@code resident}, {@code phone}, {@code case}; {@code which} its key or number. */
    void read(String what, String which);

    void wrote(String what, String which, String why);
}
