package care.nearkin.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why Nearkin refuses to start with this key file; the message is one sentence for the person who runs it. */
public final class KeyFileProblem extends RuntimeException {

    /** What is wrong with the file. */
    public enum Kind {
        MISSING,
        WRONG,
        UNREADABLE,
        NOT_WRITABLE
    }

    private final Kind kind;
    private final Path path;

    private KeyFileProblem(Kind kind, Path path, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.path = path;
    }

    static KeyFileProblem missing(Path path) {
        return new KeyFileProblem(
                Kind.MISSING,
                path,
                "The key file " + path + " is missing, but this database holds data sealed with it: put the file back"
                        + " or name its place in NEARKIN_KEY_FILE.",
                null);
    }

    static KeyFileProblem wrong(Path path, String keyId) {
        return new KeyFileProblem(
                Kind.WRONG,
                path,
                "The key file " + path + " does not hold key " + keyId + ", with which data in this database is sealed:"
                        + " put the right file back or name its place in NEARKIN_KEY_FILE.",
                null);
    }

    static KeyFileProblem unreadable(Path path, @Nullable Throwable cause) {
        return new KeyFileProblem(
                Kind.UNREADABLE,
                path,
                "The key file " + path + " cannot be read: it must hold one base64 key of 32 bytes a line.",
                cause);
    }

    static KeyFileProblem notWritable(Path path, Throwable cause) {
        return new KeyFileProblem(Kind.NOT_WRITABLE, path, "The key file " + path + " cannot be written.", cause);
    }

    public Kind kind() {
        return kind;
    }

    public Path path() {
        return path;
    }
}
