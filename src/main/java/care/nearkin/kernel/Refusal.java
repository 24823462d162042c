package care.nearkin.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreseen "no" to what somebody asked: carries a stable kind, the field at fault if there is one, and a words key
 * with arguments, so that every surface can say it in the reader's language.
 */
public class Refusal extends RuntimeException {

    /** Kinds map to HTTP statuses and to the stable {@code type} of the problem detail. */
    public enum Kind {
        INVALID(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final @Nullable String field;
    private final String words;
    private final transient List<Object> arguments;

    public Refusal(Kind kind, @Nullable String field, String words, Object... arguments) {
        super(words + List.of(arguments));
        this.kind = kind;
        this.field = field;
        this.words = words;
        this.arguments = List.of(arguments);
    }

    public static Refusal invalid(@Nullable String field, String words, Object... arguments) {
        return new Refusal(Kind.INVALID, field, words, arguments);
    }

    public static Refusal notFound(String words, Object... arguments) {
        return new Refusal(Kind.NOT_FOUND, null, words, arguments);
    }

    public static Refusal conflict(String words, Object... arguments) {
        return new Refusal(Kind.CONFLICT, null, words, arguments);
    }

    public static Refusal forbidden(String words, Object... arguments) {
        return new Refusal(Kind.FORBIDDEN, null, words, arguments);
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String field() {
        return field;
    }

    /** Key into {@code messages/…}; the last segment is also the problem's stable type. */
    public String words() {
        return words;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
