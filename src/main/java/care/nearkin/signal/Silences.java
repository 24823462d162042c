package care.nearkin.signal;

/** For those who find out otherwise that a person cannot be reached: told as if her sensors had missed her. */
public interface Silences {

    /** In the caller's transaction; the case types make of it what they make of any silence. */
    void missed(long resident);
}
