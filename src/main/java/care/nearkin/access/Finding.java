package care.nearkin.access;

import org.jspecify.annotations.Nullable;

/** One thing that somebody may open: {@code about} tells it from others of its kind, in the reader's language. */
public record Finding(String name, @Nullable String about, String href) {

    /** Nothing of whom it is about. */
    @Override
    public String toString() {
        return "Finding[" + href + "]";
    }
}
