package care.nearkin.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real mail server in the process, and the post carried by hand; tests anywhere may look into a letter box. */
@Configuration(proxyBeanMethods = false)
public class PostOffice {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Postman postman;

    PostOffice(@Lazy Postman postman) {
        this.postman = postman;
    }

    @Bean(destroyMethod = "stop")
    GreenMail greenMail() {
        server.start();
        return server;
    }

    @Bean
    JavaMailSenderImpl mailSender(GreenMail running) {
        return to(running.getSmtp().getPort());
    }

    static JavaMailSenderImpl to(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }

    /** Carries everything that is due, by every channel. */
    public void deliver() {
        postman.round();
    }

    /** Carries everything that is due and answers what has ever arrived for this address. */
    public List<MimeMessage> deliverTo(String address) {
        postman.round();
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isFor(mail, address))
                .toList();
    }

    private static boolean isFor(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
