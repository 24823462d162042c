package care.nearkin.notification;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A webhook as it is typed into the page. */
record WebhookForm(
        @Nullable String name,
        @Nullable String url,
        @Nullable Set<Channel> channels,
        @Nullable Set<String> areas,
        @Nullable Boolean active) {

    static WebhookForm empty() {
        return new WebhookForm(null, null, EnumSet.of(Channel.SMS), Set.of(), true);
    }

    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(webhook.name(), webhook.url(), webhook.channels(), webhook.areas(), webhook.active());
    }

    Webhooks.Entry entry() {
        return new Webhooks.Entry(
                name == null ? "" : name.strip(),
                url == null ? "" : url.strip(),
                channels == null ? Set.of() : channels,
                areas == null ? Set.of() : areas,
                Boolean.TRUE.equals(active));
    }
}
