package care.nearkin.notification;

import care.nearkin.access.Viewers;
import care.nearkin.kernel.Changed;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What I have been told: the bell and the banners of every page, and the whole list. */
@Controller
@RequestMapping("/notices")
@PreAuthorize("isAuthenticated()")
class NoticesPage {

    private static final int PAGE = 50;
    private static final int BANNERS = 3;

    /** A notice in the reader's words. */
    record Item(
            long id,
            String kind,
            String title,
            String body,
            @Nullable String link,
            boolean urgent,
            boolean read,
            boolean over,
            Instant toldAt) {}

    private final NoticeRows rows;
    private final Said said;
    private final Viewers viewers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NoticesPage(NoticeRows rows, Said said, Viewers viewers, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.said = said;
        this.viewers = viewers;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable Long after,
            Model model,
            Locale language) {
        List<Item> items = rows.of(viewers.current(), unread, after, PAGE + 1).stream()
                .map(row -> item(row, language))
                .toList();
        model.addAttribute("notices", Slice.of(items, PAGE, item -> Long.toString(item.id())));
        model.addAttribute("unread", unread);
        return "notification/notices";
    }

    @GetMapping("/bell")
    String bell(Model model) {
        model.addAttribute("count", rows.unread(viewers.current()));
        return "notification/notices :: bell";
    }

    /** Answers nothing when the page shows the same banners already: focus stays and nothing is read out twice. */
    @GetMapping("/banners")
    Object banners(@RequestParam(defaultValue = "") String shown, Model model, Locale language) {
        List<Item> items = rows.pressing(viewers.current(), BANNERS + 1).stream()
                .map(row -> item(row, language))
                .toList();
        String now = items.stream().map(item -> Long.toString(item.id())).collect(Collectors.joining("-"));
        if (now.equals(shown)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("shown", now);
        model.addAttribute("banners", items.stream().limit(BANNERS).toList());
        model.addAttribute("more", items.size() > BANNERS);
        return "notification/notices :: banners";
    }

    @PostMapping("/{id}/read")
    @Transactional
    String read(@PathVariable long id, @RequestParam(defaultValue = "") String back) {
        rows.read(me(), id, clock.instant());
        events.publishEvent(new Changed(Changed.NOTICES));
        return back(back);
    }

    @PostMapping("/read")
    @Transactional
    String readUpTo(@RequestParam long newest) {
        rows.readUpTo(viewers.current(), newest, clock.instant());
        events.publishEvent(new Changed(Changed.NOTICES));
        return "redirect:/notices";
    }

    private static String back(String to) {
        return to.equals("unread") ? "redirect:/notices?unread=true" : "redirect:/notices";
    }

    private Item item(NoticeRows.Row row, Locale language) {
        return new Item(
                row.id(),
                row.kind(),
                said.title(language, row.kind(), row.arguments()),
                said.body(language, row.kind(), row.arguments()),
                row.link(),
                row.urgent(),
                row.read(),
                row.over(),
                row.toldAt());
    }

    private String me() {
        return viewers.current().name();
    }
}
