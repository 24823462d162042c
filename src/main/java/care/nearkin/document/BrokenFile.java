package care.nearkin.document;

/** A file that is not what its beginning says, or ends too early. */
final class BrokenFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenFile(String what) {
        super(what);
    }
}
