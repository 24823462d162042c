package care.nearkin.embedded;

/** Who is connected to the embedded broker. Not there with a given broker, whose sessions are its administrator's. */
public interface BrokerSessions {

    /** Ends every connection of this account; it may come back only if it is let in again. */
    void end(String account);
}
