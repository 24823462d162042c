package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.kernel.Slice;
import care.nearkin.notification.MailRows.Letter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The mail that did not get out, why, and "try again". */
@Controller
@RequestMapping("/notices/outbox")
@PreAuthorize("hasAnyRole('ADMIN', 'SUPERVISOR')")
class OutboxPage {

    private static final int PAGE = 50;

    record Item(
            long id,
            String title,
            String to,
            String trouble,
            int attempts,
            boolean held,
            Instant toldAt,
            Instant nextTryAt) {}

    private final MailRows rows;
    private final Said said;
    private final Postman postman;
    private final StaffAccounts staff;
    private final Clock clock;

    OutboxPage(MailRows rows, Said said, Postman postman, StaffAccounts staff, Clock clock) {
        this.rows = rows;
        this.said = said;
        this.postman = postman;
        this.staff = staff;
        this.clock = clock;
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable Long after, Model model, Locale language) {
        List<Letter> letters = rows.troubled(after, PAGE + 1);
        Map<String, String> names = staff.displayNames(
                letters.stream().map(Letter::staff).distinct().toList());
        List<Item> items =
                letters.stream().map(letter -> item(letter, names, language)).toList();
        model.addAttribute("letters", Slice.of(items, PAGE, item -> Long.toString(item.id())));
        model.addAttribute("server", postman.hasServer());
        return "notification/outbox";
    }

    @PostMapping("/{id}/again")
    @Transactional
    String again(@PathVariable long id) {
        rows.again(id, clock.instant());
        return "redirect:/notices/outbox";
    }

    @PostMapping("/again")
    @Transactional
    String againAll() {
        rows.again(null, clock.instant());
        return "redirect:/notices/outbox";
    }

    private Item item(Letter letter, Map<String, String> names, Locale language) {
        return new Item(
                letter.id(),
                said.title(language, letter.kind(), letter.arguments()),
                names.getOrDefault(letter.staff(), letter.staff()),
                String.valueOf(letter.trouble()),
                letter.attempts(),
                letter.held(),
                letter.toldAt(),
                letter.nextTryAt());
    }
}
