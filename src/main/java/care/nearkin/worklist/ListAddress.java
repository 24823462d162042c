package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** A list of tasks as its address has it; {@code holder} is an account, {@code q} a token of the words searched for, never the words. */
record ListAddress(
        View view,
        Order order,
        @Nullable Group group,
        @Nullable String type,
        @Nullable String holder,
        @Nullable String q,
        @Nullable String after) {

    static final String PAGE = "/tasks";

    Ask ask(@Nullable String words, int limit) {
        return new Ask(view, order, group, type, null, holder, words, after, limit);
    }

    ListAddress beginning() {
        return new ListAddress(view, order, group, type, holder, q, null);
    }

    /** The same list from its beginning, for anybody. */
    ListAddress plain() {
        return new ListAddress(view, order, group, type, holder, null, null);
    }

    public String query() {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance()
                .queryParam("view", word(view))
                .queryParam("sort", word(order));
        add(query, "group", group == null ? null : group.name());
        add(query, "type", type);
        add(query, "holder", holder);
        add(query, "q", q);
        add(query, "after", after);
        String built = query.build().getQuery();
        return built == null ? "" : built;
    }

    /** Null at the end of the list. */
    public @Nullable String next(@Nullable String cursor) {
        return cursor == null ? null : new ListAddress(view, order, group, type, holder, q, cursor).href();
    }

    public String href() {
        return PAGE + "?" + query();
    }

    private static void add(UriComponentsBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
