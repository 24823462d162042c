package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Slice;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What did not get out, by every channel: why, and "try again". */
@Controller
@RequestMapping("/notices/outbox")
@PreAuthorize("hasAnyRole('ADMIN', 'SUPERVISOR')")
class OutboxPage {

    private static final int PAGE = 50;

    /** {@code again}: whether trying again is still worth anything. */
    record Item(
            long id,
            Channel channel,
            String title,
            String to,
            String why,
            int attempts,
            boolean held,
            boolean urgent,
            boolean again,
            Instant toldAt,
            Instant nextTryAt) {}

    private final Letters letters;
    private final Said said;
    private final Words words;
    private final Postman postman;
    private final StaffAccounts staff;
    private final Viewers viewers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxPage(
            Letters letters,
            Said said,
            Words words,
            Postman postman,
            StaffAccounts staff,
            Viewers viewers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.letters = letters;
        this.said = said;
        this.words = words;
        this.postman = postman;
        this.staff = staff;
        this.viewers = viewers;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable Long after,
            Model model,
            Locale language) {
        List<Letter> found = letters.troubled(viewers.current(), channel, after, PAGE + 1);
        Map<String, String> names = staff.displayNames(found.stream()
                .map(Letter::staff)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        List<Item> items =
                found.stream().map(letter -> item(letter, names, language)).toList();
        model.addAttribute("letters", Slice.of(items, PAGE, item -> Long.toString(item.id())));
        model.addAttribute("server", postman.hasServer());
        model.addAttribute("channel", channel);
        model.addAttribute("channels", channels());
        return "notification/outbox";
    }

    @PostMapping("/{id}/again")
    @Transactional
    String again(@PathVariable long id, @RequestParam(required = false) @Nullable Channel channel) {
        letters.again(viewers.current(), id, null, clock.instant());
        events.publishEvent(new Posted());
        return back(channel);
    }

    @PostMapping("/again")
    @Transactional
    String againAll(@RequestParam(required = false) @Nullable Channel channel) {
        letters.again(viewers.current(), null, channel, clock.instant());
        events.publishEvent(new Posted());
        return back(channel);
    }

    private static String back(@Nullable Channel channel) {
        return "redirect:/notices/outbox" + (channel == null ? "" : "?channel=" + channel);
    }

    private Map<Channel, String> channels() {
        Map<Channel, String> named = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            named.put(channel, words.say("notification.channel." + channel));
        }
        return named;
    }

    private Item item(Letter letter, Map<String, String> names, Locale language) {
        boolean late = letter.channel() == Channel.DEVICE
                && !letter.toldAt().isAfter(clock.instant().minus(DeviceLine.TOO_LATE));
        return new Item(
                letter.id(),
                letter.channel(),
                title(letter, language),
                to(letter, names),
                words.say(language, "notification.trouble." + letter.snag(), Objects.toString(letter.detail(), "")),
                letter.attempts(),
                letter.held(),
                letter.urgent(),
                !late,
                letter.toldAt(),
                letter.nextTryAt());
    }

    /** A message's own words may hold a name: the list shows what it is about, by its case. */
    private String title(Letter letter, Locale language) {
        if (letter.toStaff()) {
            return said.title(language, letter.kind(), letter.arguments());
        }
        String about = letter.arguments().getOrDefault("case", "");
        return words.say(language, "notification.outbox.message." + (about.isEmpty() ? "other" : "case"), about);
    }

    private static String to(Letter letter, Map<String, String> names) {
        String person = letter.staff();
        if (person != null) {
            return names.getOrDefault(person, person);
        }
        String address = letter.address();
        return address == null ? "" : Mask.of(letter.channel(), address);
    }
}
