package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffPhones;
import care.nearkin.access.StaffView;
import care.nearkin.kernel.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a letter what its receiver reads: the address, the language, the words. */
@Component
class Wording {

    /**
     * A letter in words.
     *
     * @param to a number, a mail address, a member of staff by name, or a device by key
     * @param link a whole address where Nearkin knows its own, its path otherwise
     */
    record Written(
            String to,
            Locale language,
            String title,
            String text,
            @Nullable String link) {

        /** Nothing personal, no secret. */
        @Override
        public String toString() {
            return "Written[" + language + "]";
        }
    }

    /** So many are named in one letter; the rest is only counted. */
    private static final int NAMED = 30;

    private final Said said;
    private final NoticeRows notices;
    private final StaffAccounts staff;
    private final StaffPhones phones;
    private final Words words;
    private final MailSettings settings;

    Wording(
            Said said,
            NoticeRows notices,
            StaffAccounts staff,
            StaffPhones phones,
            Words words,
            MailSettings settings) {
        this.said = said;
        this.notices = notices;
        this.staff = staff;
        this.phones = phones;
        this.words = words;
        this.settings = settings;
    }

    /** Empty when there is nobody to send it to. */
    Optional<Written> write(Letter letter) {
        String person = letter.staff();
        return person == null ? message(letter) : notice(letter, person);
    }

    private Optional<Written> message(Letter letter) {
        Locale language = Words.language(letter.language());
        String link = address(letter.link());
        Map<String, String> arguments = new HashMap<>(letter.arguments());
        arguments.put("link", link == null ? "" : link);
        return Optional.ofNullable(letter.address())
                .map(to -> new Written(
                        to,
                        language,
                        said.subject(language, letter.kind(), arguments),
                        said.text(language, letter.kind(), arguments),
                        link));
    }

    private Optional<Written> notice(Letter letter, String name) {
        Optional<StaffView> person = staff.find(name).filter(found -> !found.locked());
        Locale language = Words.language(person.map(StaffView::locale).orElse(null));
        return person.flatMap(found -> way(letter.channel(), found))
                .filter(to -> !to.isBlank())
                .map(to -> letter.channel() == Channel.SMS
                        ? text(letter, to, language)
                        : new Written(
                                to,
                                language,
                                said.title(language, letter.kind(), letter.arguments()),
                                said.body(language, letter.kind(), withList(letter, language)),
                                address(letter.link())));
    }

    private Optional<String> way(Channel channel, StaffView person) {
        return switch (channel) {
            case MAIL -> Optional.ofNullable(person.email());
            case SMS -> phones.number(person.name());
            default -> Optional.of(person.name());
        };
    }

    /** Each part costs, and lies open on a locked screen: what it is about in a line, and where to read it. */
    private Written text(Letter letter, String to, Locale language) {
        String title = said.title(language, letter.kind(), letter.arguments());
        String line = words.say(language, "notification.text", title);
        return new Written(to, language, title, line, address(letter.link() == null ? "/notices" : letter.link()));
    }

    /** A letter of several says each in a line, with the way to it. */
    private Map<String, String> withList(Letter letter, Locale language) {
        String ids = letter.arguments().get(Gathering.NOTICES);
        if (!letter.kind().equals(Gathering.SEVERAL) || ids == null) {
            return letter.arguments();
        }
        List<Long> all = Arrays.stream(ids.split(",")).map(Long::valueOf).toList();
        String list = notices.all(all.subList(0, Math.min(NAMED, all.size()))).stream()
                .map(one -> "· " + said.title(language, one.kind(), one.arguments())
                        + (one.link() == null ? "" : "\n  " + address(one.link())))
                .collect(Collectors.joining("\n"));
        Map<String, String> arguments = new HashMap<>(letter.arguments());
        arguments.put("list", list + (all.size() > NAMED ? "\n…" : ""));
        return arguments;
    }

    @Nullable
    String address(@Nullable String path) {
        return path == null || settings.site() == null ? path : settings.site().replaceAll("/+$", "") + path;
    }
}
