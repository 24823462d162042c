package care.nearkin.worklist;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.worklist.Worklist.Order;
import care.nearkin.worklist.Worklist.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** A list as an address asks for it; what is unknown is the usual: a link from an earlier version still leads to a list. */
record ChosenList(
        @Nullable String view,
        @Nullable String sort,
        @Nullable Group group,
        @Nullable String type,
        @Nullable String holder,
        @Nullable String q,
        @Nullable String after) {

    static ChosenList in(String query) {
        MultiValueMap<String, String> values =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        String group = value(values, "group");
        return new ChosenList(
                value(values, "view"),
                value(values, "sort"),
                group == null ? null : Group.valueOf(group),
                value(values, "type"),
                value(values, "holder"),
                value(values, "q"),
                value(values, "after"));
    }

    private static @Nullable String value(MultiValueMap<String, String> values, String name) {
        String value = values.getFirst(name);
        return value == null ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    boolean nothing() {
        return Stream.of(view, sort, group, type, holder, q, after).allMatch(Objects::isNull);
    }

    ListAddress address(Viewer viewer) {
        return new ListAddress(
                views(viewer).stream()
                        .filter(one -> ListAddress.word(one).equals(view))
                        .findFirst()
                        .orElse(View.GROUPS),
                "newest".equals(sort) ? Order.NEWEST : Order.DUE,
                group,
                blank(type),
                blank(holder),
                blank(q),
                blank(after));
    }

    private static @Nullable String blank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    static List<View> views(Viewer viewer) {
        return Stream.of(View.values())
                .filter(view -> view != View.ALL || TaskList.seesAll(viewer))
                .toList();
    }
}
