package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import care.nearkin.notification.TemplateList.Kind;
import care.nearkin.notification.TemplateList.Line;
import care.nearkin.notification.TemplateList.Order;
import care.nearkin.notification.TemplateList.Wanted;
import care.nearkin.notification.Wordings.Version;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** How notices and messages are worded: all of them, in both languages. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class TemplatesPage {

    private static final int ROWS = 50;

    private final TemplateList list;
    private final StaffAccounts staff;

    TemplatesPage(TemplateList list, StaffAccounts staff) {
        this.list = list;
        this.staff = staff;
    }

    /** @param q a part of the key or of the words */
    @GetMapping("/templates")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable Boolean changed,
            @RequestParam(defaultValue = "KEY") Order sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Locale reader,
            Model model) {
        Slice<Line> found = list.page(new Wanted(q, kind, changed, sort, after), reader, ROWS);
        model.addAttribute("found", found);
        model.addAttribute(
                "names",
                staff.displayNames(found.items().stream()
                        .flatMap(line -> line.versions().values().stream())
                        .filter(Objects::nonNull)
                        .map(Version::by)
                        .collect(Collectors.toSet())));
        model.addAttribute(
                "languages", Words.LANGUAGES.stream().map(Locale::getLanguage).toList());
        model.addAttribute("q", q);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("changed", changed);
        model.addAttribute("sort", sort);
        model.addAttribute("sorts", Order.values());
        return fragment == null ? "notification/templates" : "notification/templates :: found";
    }
}
