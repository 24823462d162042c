package care.nearkin.kernel;

/** Answered by every module that keeps accounts: with the sample's passwords Nearkin only listens on loopback. */
public interface SamplePasswords {

    /** Asked once, before the broker and the web server listen. */
    boolean inUse();
}
