package care.nearkin.access;

import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as lists show them. */
@Component
@Transactional(readOnly = true)
class AccountList {

    /** By account name or by the person's name; the column is never taken from a request. */
    enum Order {
        NAME("s.name"),
        PERSON("s.display_name");

        private final String column;

        Order(String column) {
            this.column = column;
        }

        private String of(StaffView account) {
            return this == NAME ? account.name() : account.displayName();
        }
    }

    record Wanted(
            String text,
            @Nullable Group group,
            @Nullable Boolean locked,
            Order order,
            @Nullable String after) {}

    private final StaffRows staff;
    private final JdbcTemplate jdbc;

    AccountList(StaffRows staff, JdbcTemplate jdbc) {
        this.staff = staff;
        this.jdbc = jdbc;
    }

    Slice<StaffView> page(Wanted wanted, int limit) {
        StringBuilder sql = new StringBuilder("select s.name from staff s where true");
        List<Object> values = new ArrayList<>();
        if (!wanted.text().isBlank()) {
            sql.append(" and (s.name ilike ? or s.display_name ilike ?)");
            String like = "%" + wanted.text().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
            values.add(like);
            values.add(like);
        }
        if (wanted.group() != null) {
            sql.append(" and exists (select 1 from staff_group g where g.staff_id = s.id and g.group_key = ?)");
            values.add(wanted.group().key());
        }
        if (wanted.locked() != null) {
            sql.append(" and s.locked = ?");
            values.add(wanted.locked());
        }
        String column = wanted.order().column;
        if (wanted.after() != null) {
            String[] last = last(wanted.after());
            sql.append(" and (").append(column).append(", s.name) > (?, ?)");
            values.add(last[0]);
            values.add(last[1]);
        }
        sql.append(" order by ").append(column).append(", s.name limit ?");
        values.add(limit + 1);
        List<String> names = jdbc.queryForList(sql.toString(), String.class, values.toArray());
        return Slice.of(inOrder(names), limit, account -> cursor(wanted.order().of(account), account.name()));
    }

    /** In the order in which posts come up in the day's work, then by name. */
    List<StaffView> named(Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : staff.named(names).stream()
                        .map(Staff::view)
                        .sorted(Comparator.comparing(AccountList::post).thenComparing(StaffView::name))
                        .toList();
    }

    private List<StaffView> inOrder(List<String> names) {
        Map<String, StaffView> views =
                named(names).stream().collect(Collectors.toMap(StaffView::name, Function.identity()));
        return names.stream().map(views::get).toList();
    }

    private static Group post(StaffView account) {
        return account.groups().stream().min(Comparator.naturalOrder()).orElse(Group.ADMIN);
    }

    private static String cursor(String sorted, String name) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((name + '\n' + sorted).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] last(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 2);
            if (parts.length == 2 && parts[0].indexOf('\0') < 0 && parts[1].indexOf('\0') < 0) {
                return new String[] {parts[1], parts[0]};
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw Refusal.invalid("after", "access.cursor");
    }
}
