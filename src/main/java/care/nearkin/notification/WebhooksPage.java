package care.nearkin.notification;

import care.nearkin.access.Teams;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Webhooks.Made;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The webhooks. A secret is shown once, in the answer that made it, and nowhere else. */
@Controller
@RequestMapping("/webhooks")
@PreAuthorize("hasRole('ADMIN')")
class WebhooksPage {

    static final Set<Channel> CHANNELS = EnumSet.of(Channel.SMS, Channel.VOICE, Channel.MAIL, Channel.STAFF);

    private final Webhooks webhooks;
    private final WebhookTrial trial;
    private final Teams teams;
    private final Words words;
    private final MailSettings settings;

    WebhooksPage(Webhooks webhooks, WebhookTrial trial, Teams teams, Words words, MailSettings settings) {
        this.webhooks = webhooks;
        this.trial = trial;
        this.teams = teams;
        this.words = words;
        this.settings = settings;
    }

    @GetMapping
    ModelAndView list() {
        return list(WebhookForm.empty(), Map.of());
    }

    @PostMapping
    ModelAndView add(WebhookForm form) {
        try {
            Made made = webhooks.add(checked(form));
            return one(made.id(), WebhookForm.of(webhooks.get(made.id())), Map.of())
                    .addObject("secret", made.secret());
        } catch (Refusal refusal) {
            return list(form, fault(refusal));
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(@PathVariable long id) {
        return one(id, WebhookForm.of(webhooks.get(id)), Map.of());
    }

    @PostMapping("/{id}")
    Object change(@PathVariable long id, WebhookForm form) {
        try {
            webhooks.change(id, checked(form));
            return "redirect:/webhooks";
        } catch (Refusal refusal) {
            return one(id, form, fault(refusal));
        }
    }

    @PostMapping("/{id}/renew")
    ModelAndView renew(@PathVariable long id) {
        Made made = webhooks.renew(id);
        return one(id).addObject("secret", made.secret());
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable long id) {
        webhooks.delete(id);
        return "redirect:/webhooks";
    }

    /** Goes out at once and past the outbox: whoever presses it waits for the answer. */
    @PostMapping("/{id}/test")
    ModelAndView test(@PathVariable long id, @RequestParam Channel channel, @RequestParam String to) {
        Webhook webhook = webhooks.get(id);
        ModelAndView page = one(id).addObject("to", to).addObject("by", channel);
        if (to.isBlank() || to.length() > 320 || !webhook.channels().contains(channel)) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("errors", Map.of("to", words.say("notification.refusal.to")));
        }
        return page.addObject("trial", trial.send(webhook, channel, to.strip()));
    }

    private Webhooks.Entry checked(WebhookForm form) {
        Webhooks.Entry entry = form.entry();
        if (!teams.areas().keySet().containsAll(entry.areas())) {
            throw Refusal.invalid("areas", "notification.refusal.areas");
        }
        return entry;
    }

    private ModelAndView list(WebhookForm form, Map<String, String> errors) {
        return page("notification/webhooks", form, errors)
                .addObject("webhooks", webhooks.all())
                .addObject("site", settings.site());
    }

    private ModelAndView one(long id, WebhookForm form, Map<String, String> errors) {
        return page("notification/webhook", form, errors).addObject("webhook", webhooks.get(id));
    }

    private ModelAndView page(String view, WebhookForm form, Map<String, String> errors) {
        Map<Channel, String> channels = new EnumMap<>(Channel.class);
        CHANNELS.forEach(channel -> channels.put(channel, words.say("notification.channel." + channel)));
        ModelAndView page = new ModelAndView(view)
                .addObject("form", form)
                .addObject("errors", errors)
                .addObject("channels", channels)
                .addObject("areas", teams.areas());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Map<String, String> fault(Refusal refusal) {
        return Map.of(
                Objects.requireNonNullElse(refusal.field(), "form"),
                words.say(refusal.words(), refusal.arguments().toArray()));
    }
}
