package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffView;
import care.nearkin.kernel.Words;
import care.nearkin.notification.MailRows.Letter;
import care.nearkin.notification.MailRows.Trouble;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Carries letters to the mail server, at least once: one that was sent and not noted down is sent again under the same
 * Message-ID. No transaction is open while the server is spoken to.
 */
@Component
class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 20;

    private final MailRows rows;
    private final Said said;
    private final Words words;
    private final StaffAccounts staff;
    private final MailSettings settings;
    private final Optional<JavaMailSender> server;
    private final Clock clock;

    Postman(
            MailRows rows,
            Said said,
            Words words,
            StaffAccounts staff,
            MailSettings settings,
            Optional<JavaMailSender> server,
            Clock clock) {
        this.rows = rows;
        this.said = said;
        this.words = words;
        this.staff = staff;
        this.settings = settings;
        this.server = server;
        this.clock = clock;
    }

    /** Everything that is due now; answers how many letters were tried. */
    int round() {
        int tried = 0;
        List<Letter> letters;
        do {
            letters = rows.take(AT_ONCE, clock.instant());
            letters.forEach(this::carry);
            tried += letters.size();
        } while (letters.size() == AT_ONCE);
        return tried;
    }

    boolean hasServer() {
        return server.isPresent();
    }

    private void carry(Letter letter) {
        if (server.isEmpty()) {
            rows.hold(letter, Trouble.NO_SERVER);
            return;
        }
        Optional<StaffView> person = staff.find(letter.staff()).filter(found -> !found.locked());
        String address = person.map(StaffView::email).orElse(null);
        if (address == null || address.isBlank()) {
            rows.hold(letter, Trouble.NO_ADDRESS);
            return;
        }
        try {
            JavaMailSender to = server.get();
            to.send(write(
                    to.createMimeMessage(),
                    letter,
                    address,
                    Words.language(person.map(StaffView::locale).orElse(null))));
            rows.sent(letter.id(), clock.instant());
        } catch (MailException | MessagingException failure) {
            Trouble why = why(failure);
            log.warn("Mail {} not sent at attempt {}: {}", letter.id(), letter.attempts(), why);
            rows.failed(letter, why, clock.instant());
        }
    }

    private MimeMessage write(MimeMessage mail, Letter letter, String address, Locale language)
            throws MessagingException {
        MimeMessageHelper text = new MimeMessageHelper(mail, "UTF-8");
        text.setFrom(settings.from());
        text.setTo(address);
        text.setSubject(words.say(
                language, "notification.mail.subject", said.title(language, letter.kind(), letter.arguments())));
        text.setText(String.join(
                "\n\n",
                said.body(language, letter.kind(), letter.arguments()),
                where(letter, language),
                words.say(language, "notification.mail.foot")));
        mail.setHeader("Message-ID", messageId(letter));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /** The same for every attempt of the same letter, and different after a database was set up anew. */
    private String messageId(Letter letter) {
        return "<nearkin." + letter.id() + "." + letter.toldAt().toEpochMilli() + "@" + settings.domain() + ">";
    }

    private String where(Letter letter, Locale language) {
        String path = letter.link() == null ? "/notices" : letter.link();
        return settings.site() == null
                ? words.say(language, "notification.mail.path", path)
                : words.say(language, "notification.mail.link", settings.site().replaceAll("/+$", "") + path);
    }

    private static Trouble why(Exception failure) {
        if (failure instanceof MailAuthenticationException
                || failure.getCause() instanceof AuthenticationFailedException) {
            return Trouble.SIGN_IN;
        }
        boolean refused = failure instanceof MailSendException several
                && several.getFailedMessages().values().stream().anyMatch(SendFailedException.class::isInstance);
        return refused || failure instanceof MessagingException ? Trouble.REFUSED : Trouble.UNREACHABLE;
    }
}
