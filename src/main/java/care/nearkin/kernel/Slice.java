package care.nearkin.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first, with the opaque cursor of the next page or null at the end. */
public record Slice<T>(List<T> items, @Nullable String next) {

    private static final int MOST = 500;

    /** How many rows a page of a list may be asked for; answers {@code asked} when that can be. */
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw Refusal.invalid("limit", "web.limit", MOST);
        }
        return asked;
    }

    /** Cuts {@code limit + 1} fetched rows to {@code limit} and takes the cursor from the last row kept. */
    public static <T> Slice<T> of(List<T> fetched, int limit, Function<T, String> cursor) {
        if (fetched.size() <= limit) {
            return new Slice<>(List.copyOf(fetched), null);
        }
        List<T> kept = List.copyOf(fetched.subList(0, limit));
        return new Slice<>(kept, cursor.apply(kept.get(limit - 1)));
    }

    public <R> Slice<R> map(Function<T, R> f) {
        return new Slice<>(items.stream().map(f).toList(), next);
    }
}
