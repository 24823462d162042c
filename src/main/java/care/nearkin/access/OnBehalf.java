package care.nearkin.access;

/**
 * Lets the program go on with what a person started and left running: in her name, and under the rights that she has at
 * that moment, not those she had when she started it.
 */
public interface OnBehalf {

    /** Does it on this thread; refuses ({@code access.no-longer-here}) for whom is locked or gone. */
    void of(String account, Runnable work);
}
