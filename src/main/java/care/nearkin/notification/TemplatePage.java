package care.nearkin.notification;

import care.nearkin.access.StaffAccounts;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import care.nearkin.notification.Wordings.Version;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How one notice or message is worded in one language: as it is, as it was, as it will read. */
@Controller
@RequestMapping("/templates")
@PreAuthorize("hasRole('ADMIN')")
class TemplatePage {

    private static final int VERSIONS = 50;

    private final Templates templates;
    private final Wordings wordings;
    private final TemplateRules rules;
    private final StaffAccounts staff;
    private final Viewers viewers;
    private final Words words;

    TemplatePage(
            Templates templates,
            Wordings wordings,
            TemplateRules rules,
            StaffAccounts staff,
            Viewers viewers,
            Words words) {
        this.templates = templates;
        this.wordings = wordings;
        this.rules = rules;
        this.staff = staff;
        this.viewers = viewers;
        this.words = words;
    }

    /** @param version an earlier one whose words are to be taken up again */
    @GetMapping("/{key}/{language}")
    ModelAndView one(
            @PathVariable String key,
            @PathVariable String language,
            @RequestParam(required = false) @Nullable Long version) {
        Template template = find(key);
        Locale locale = locale(language);
        List<Version> versions = wordings.versions(key, locale, VERSIONS);
        Text text = versions.stream()
                .filter(one -> version != null && one.id() == version)
                .map(one -> one.text() == null ? templates.original(template, locale) : one.text())
                .findFirst()
                .orElseGet(() -> now(template, locale));
        return page(
                template, locale, text, versions.isEmpty() ? 0 : versions.get(0).id());
    }

    @PostMapping("/{key}/{language}")
    Object write(
            @PathVariable String key,
            @PathVariable String language,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String body,
            @RequestParam long seen,
            @RequestParam(name = "do", defaultValue = "save") String what,
            RedirectAttributes next) {
        Template template = find(key);
        Locale locale = locale(language);
        try {
            Text text = rules.checked(template, locale, title, body);
            if (what.equals("preview")) {
                return page(template, locale, new Text(title, body), seen)
                        .addObject("preview", rules.example(locale, text));
            }
            boolean original = text.equals(templates.original(template, locale));
            wordings.write(
                    template,
                    locale,
                    original ? null : text,
                    seen,
                    viewers.current().name());
        } catch (Refusal refusal) {
            return refused(page(template, locale, new Text(title, body), seen), refusal);
        }
        next.addFlashAttribute("saved", words.say("notification.template.saved"));
        return "redirect:/templates/{key}/{language}";
    }

    @PostMapping("/{key}/{language}/original")
    Object original(
            @PathVariable String key, @PathVariable String language, @RequestParam long seen, RedirectAttributes next) {
        Template template = find(key);
        Locale locale = locale(language);
        try {
            wordings.write(template, locale, null, seen, viewers.current().name());
        } catch (Refusal refusal) {
            return refused(page(template, locale, now(template, locale), seen), refusal);
        }
        next.addFlashAttribute("saved", words.say("notification.template.saved"));
        return "redirect:/templates/{key}/{language}";
    }

    private ModelAndView page(Template template, Locale locale, Text text, long seen) {
        List<Version> versions = wordings.versions(template.key(), locale, VERSIONS);
        return new ModelAndView("notification/template")
                .addObject("template", template)
                .addObject("language", locale.getLanguage())
                .addObject("languages", languages())
                .addObject("text", text)
                .addObject("original", templates.original(template, locale))
                .addObject("changed", wordings.text(template.key(), locale) != null)
                .addObject("versions", versions)
                .addObject("names", names(versions))
                .addObject("seen", seen)
                .addObject("errors", Map.of());
    }

    private ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(HttpStatus.valueOf(
                refusal.kind() == Refusal.Kind.INVALID ? 422 : refusal.kind().status()));
        String said = words.say(refusal.words(), refusal.arguments().toArray());
        String field = refusal.field();
        return field == null ? page.addObject("error", said) : page.addObject("errors", Map.of(field, said));
    }

    private Text now(Template template, Locale language) {
        Text ours = wordings.text(template.key(), language);
        return ours == null ? templates.original(template, language) : ours;
    }

    private Template find(String key) {
        return templates.find(key).orElseThrow(() -> Refusal.notFound("notification.template.missing"));
    }

    private static Locale locale(String language) {
        return Words.LANGUAGES.stream()
                .filter(one -> one.getLanguage().equals(language))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("notification.template.missing"));
    }

    private static List<String> languages() {
        return Words.LANGUAGES.stream().map(Locale::getLanguage).toList();
    }

    private Map<String, String> names(List<Version> versions) {
        return staff.displayNames(versions.stream().map(Version::by).collect(Collectors.toSet()));
    }
}
