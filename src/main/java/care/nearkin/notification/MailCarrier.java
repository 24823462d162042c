package care.nearkin.notification;

import care.nearkin.kernel.Words;
import care.nearkin.notification.Wording.Written;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Carries letters to the mail server; one that was sent and not noted down is sent again under the same Message-ID. */
final class MailCarrier implements Carrier {

    private final JavaMailSender server;
    private final Wording wording;
    private final Words words;
    private final MailSettings settings;
    private final Executor executor;

    MailCarrier(JavaMailSender server, Wording wording, Words words, MailSettings settings, Executor executor) {
        this.server = server;
        this.wording = wording;
        this.words = words;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Fate> carry(Letter letter) {
        return CompletableFuture.supplyAsync(() -> send(letter), executor);
    }

    private Fate send(Letter letter) {
        Optional<Written> written = wording.write(letter);
        if (written.isEmpty()) {
            return Fate.held(letter.toStaff() ? Snag.NO_ADDRESS : Snag.UNREADABLE);
        }
        try {
            server.send(write(server.createMimeMessage(), letter, written.get()));
            return Fate.TAKEN;
        } catch (MailException | MessagingException failure) {
            return Fate.failed(why(failure));
        }
    }

    private MimeMessage write(MimeMessage mail, Letter letter, Written written) throws MessagingException {
        Locale language = written.language();
        MimeMessageHelper text = new MimeMessageHelper(mail, "UTF-8");
        text.setFrom(settings.from());
        text.setTo(written.to());
        text.setSubject(words.say(language, "notification.mail.subject", written.title()));
        String where = where(letter, written);
        text.setText(String.join(
                "\n\n",
                written.text() + (where == null ? "" : "\n\n" + where),
                words.say(language, "notification.mail.foot")));
        mail.setHeader("Message-ID", "<nearkin." + letter.token() + "@" + settings.domain() + ">");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private @Nullable String where(Letter letter, Written written) {
        if (letter.toStaff() && settings.site() == null) {
            String path = written.link() == null ? "/notices" : written.link();
            return words.say(written.language(), "notification.mail.path", path);
        }
        String link = written.link() == null && letter.toStaff() ? wording.address("/notices") : written.link();
        return link == null || written.text().contains(link)
                ? null
                : words.say(written.language(), "notification.mail.link", link);
    }

    private static Snag why(Exception failure) {
        if (failure instanceof MailAuthenticationException
                || failure.getCause() instanceof AuthenticationFailedException) {
            return Snag.SIGN_IN;
        }
        boolean refused = failure instanceof MailSendException several
                && several.getFailedMessages().values().stream().anyMatch(SendFailedException.class::isInstance);
        if (refused || failure instanceof MessagingException) {
            return Snag.REFUSED;
        }
        return network(failure);
    }

    private static Snag network(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return Snag.TIMED_OUT;
            }
            if (cause instanceof UnknownHostException) {
                return Snag.UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return Snag.TLS;
            }
        }
        return Snag.UNREACHABLE;
    }
}
