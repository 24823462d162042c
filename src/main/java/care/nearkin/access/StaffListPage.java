package care.nearkin.access;

import care.nearkin.access.AccountList.Order;
import care.nearkin.access.AccountList.Wanted;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works here. */
@Controller
@PreAuthorize("hasAnyRole('ADMIN','SUPERVISOR')")
class StaffListPage {

    private static final int ROWS = 50;

    private final AccountList accounts;
    private final StaffPhones phones;
    private final Clock clock;

    StaffListPage(AccountList accounts, StaffPhones phones, Clock clock) {
        this.accounts = accounts;
        this.phones = phones;
        this.clock = clock;
    }

    @GetMapping("/staff")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Group group,
            @RequestParam(required = false) @Nullable Boolean locked,
            @RequestParam(defaultValue = "NAME") Order sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        Slice<StaffView> found = accounts.page(new Wanted(q, group, locked, sort, after), ROWS);
        model.addAttribute("found", found);
        model.addAttribute(
                "telephones",
                phones.shown(found.items().stream().map(StaffView::name).toList()));
        model.addAttribute("q", q);
        model.addAttribute("group", group);
        model.addAttribute("locked", locked);
        model.addAttribute("sort", sort);
        model.addAttribute("every", Group.values());
        model.addAttribute("lately", clock.instant().minus(Duration.ofMinutes(2)));
        return fragment == null ? "access/staff" : "access/staff :: found";
    }
}
