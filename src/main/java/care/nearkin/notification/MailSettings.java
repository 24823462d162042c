package care.nearkin.notification;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our mail looks from outside: the sender's address, and where people open Nearkin. Without the latter a mail names
 * the page by its path only.
 */
@ConfigurationProperties("nearkin.mail")
record MailSettings(
        @DefaultValue("nearkin@localhost") String from,
        @Nullable String site) {

    String domain() {
        return from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-].*", "");
    }
}
