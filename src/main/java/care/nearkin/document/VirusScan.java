package care.nearkin.document;

/** Looks at a file before it is kept; behind it stands the office's own scanner, where there is one. */
interface VirusScan {

    /** Refuses what is infected, and everything while the scanner cannot be asked. */
    void check(byte[] content);
}
