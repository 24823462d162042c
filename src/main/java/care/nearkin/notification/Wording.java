package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffView;
import care.nearkin.kernel.Words;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private final Said said;
    private final StaffAccounts staff;
    private final MailSettings settings;

    Wording(Said said, StaffAccounts staff, MailSettings settings) {
        this.said = said;
        this.staff = staff;
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
        return person.map(found -> letter.channel() == Channel.MAIL ? found.email() : found.name())
                .filter(to -> !to.isBlank())
                .map(to -> new Written(
                        to,
                        language,
                        said.title(language, letter.kind(), letter.arguments()),
                        said.body(language, letter.kind(), letter.arguments()),
                        address(letter.link())));
    }

    @Nullable
    String address(@Nullable String path) {
        return path == null || settings.site() == null ? path : settings.site().replaceAll("/+$", "") + path;
    }
}
