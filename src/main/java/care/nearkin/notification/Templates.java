package care.nearkin.notification;

import care.nearkin.kernel.Words;
import care.nearkin.notification.Template.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** All templates that the program brings with it, each module its own, and how they read originally. */
@Component
class Templates {

    private static final Pattern BODY = Pattern.compile("((?:notice|message)\\..+)\\.(?:body|text)");
    static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][\\w-]*)}");

    private final TreeMap<String, Template> all = new TreeMap<>();
    private final Words words;

    Templates(Words words) {
        this.words = words;
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
                for (String key : PropertiesLoaderUtils.loadProperties(file).stringPropertyNames()) {
                    Matcher body = BODY.matcher(key);
                    if (body.matches()) {
                        all.computeIfAbsent(body.group(1), this::read);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Template read(String key) {
        Template bare = new Template(key, words.know(key + ".title"), Set.of());
        Set<String> places = new TreeSet<>();
        for (Locale language : Words.LANGUAGES) {
            Text text = original(bare, language);
            Matcher place = PLACE.matcher(text.title() + text.body());
            while (place.find()) {
                places.add(place.group(1));
            }
        }
        if (bare.spoken()) {
            places.add("link");
        }
        return new Template(key, bare.titled(), places);
    }

    Optional<Template> find(String key) {
        return Optional.ofNullable(all.get(key));
    }

    /** In the order of their keys, after one. */
    List<Template> after(String key) {
        return new ArrayList<>(all.tailMap(key, false).values());
    }

    Text original(Template template, Locale language) {
        return new Text(
                template.titled() ? words.say(language, template.titleKey()) : "",
                words.say(language, template.bodyKey()));
    }
}
