package care.nearkin.access;

import care.nearkin.kernel.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first few things of one kind and whether there are more, never how many. {@code title} is a words key; {@code all} is
 * the path of the list with all of them, with {@code {q}} where the token of the words goes, null where there is none.
 */
public record Findings(
        String title,
        List<Finding> first,
        boolean more,
        @Nullable String all) {

    public Findings {
        first = List.copyOf(first);
    }

    public static <T> Findings of(String title, Slice<T> found, Function<T, Finding> as, @Nullable String all) {
        return new Findings(title, found.items().stream().map(as).toList(), found.next() != null, all);
    }

    /** Of a kind that these words do not mean, or that the viewer may not look at. */
    public static Findings none(String title) {
        return new Findings(title, List.of(), false, null);
    }
}
