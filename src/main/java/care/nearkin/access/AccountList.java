package care.nearkin.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as lists show them. */
@Component
@Transactional(readOnly = true)
class AccountList {

    private final StaffRows staff;

    AccountList(StaffRows staff) {
        this.staff = staff;
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

    private static Group post(StaffView account) {
        return account.groups().stream().min(Comparator.naturalOrder()).orElse(Group.ADMIN);
    }
}
