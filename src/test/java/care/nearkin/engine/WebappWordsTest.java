package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Every word that Camunda's webapps have in English, they have in Chinese. */
class WebappWordsTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}|^[\\P{L}]*$");
    private static final Pattern PLACE = Pattern.compile("\\{\\{[^}]*}}|\\{}|%[a-z]|</?(?:a|strong|br)\\b[^>]*>");

    /** Patterns of dates, kinds of files and names of products are the same in both. */
    private static final Set<String> SAME = Set.of(
            "AUTHORIZATION_OPTIMIZE",
            "PLGN_BTCH_SET_REMOVAL_TIME_ABSOLUTE_PLACEHOLDER",
            "PLGN_REP_CSV",
            "PLGN_REP_JSON",
            "PLGN_SKE_CAMUNDA_COCKPIT");

    /** Camunda's own advertising, which nobody here is shown. */
    private static final Set<String> OURS = Set.of("BANNER_CE_EOL_TEXT", "FIRST_LOGIN_INFO");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyWordOfAWebappHasItsChinese(String app) throws IOException {
        JsonNode english = read(app, "en");
        JsonNode chinese = read(app, "zh");
        Map<String, String> words = words(english.path("labels"));
        Map<String, String> ours = words(chinese.path("labels"));

        assertThat(ours.keySet()).isEqualTo(words.keySet());
        assertThat(keys(chinese.path("dateLocales"))).isEqualTo(keys(english.path("dateLocales")));
        assertThat(ours).allSatisfy((key, word) -> {
            if (!SAME.contains(key) && !OURS.contains(key)) {
                assertThat(word).as(key).containsPattern(HAN);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void whatIsFilledInStandsInBothLanguages(String app) throws IOException {
        Map<String, String> ours = words(read(app, "zh").path("labels"));

        assertThat(words(read(app, "en").path("labels"))).allSatisfy((key, word) -> {
            if (!OURS.contains(key)) {
                assertThat(places(ours.getOrDefault(key, ""))).as(key).isEqualTo(places(word));
            }
        });
    }

    @Test
    void theSameWordOfTwoWebappsIsTheSameInChinese() throws IOException {
        Map<String, String> english = words(read("tasklist", "en").path("labels"));
        Map<String, String> chinese = words(read("tasklist", "zh").path("labels"));
        for (String app : List.of("cockpit", "admin", "welcome")) {
            Map<String, String> theirs = words(read(app, "en").path("labels"));
            Map<String, String> ours = words(read(app, "zh").path("labels"));
            assertThat(ours).allSatisfy((key, word) -> {
                if (!OURS.contains(key)
                        && theirs.get(key) != null
                        && theirs.get(key).equals(english.get(key))) {
                    assertThat(word).as(app + " " + key).isEqualTo(chinese.get(key));
                }
            });
        }
    }

    private static JsonNode read(String app, String language) throws IOException {
        try (InputStream file = new ClassPathResource(APPS + app + "/locales/" + language + ".json").getInputStream()) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(text.replaceFirst("^\uFEFF", ""));
        }
    }

    private static Map<String, String> words(JsonNode labels) {
        Map<String, String> words = new TreeMap<>();
        labels.fields()
                .forEachRemaining(
                        label -> words.put(label.getKey(), label.getValue().asText()));
        return words;
    }

    /** Names of parts and of what is in them. */
    private static Set<String> keys(JsonNode locales) {
        Set<String> keys = new TreeSet<>();
        locales.fields().forEachRemaining(part -> {
            keys.add(part.getKey());
            part.getValue().fieldNames().forEachRemaining(name -> keys.add(part.getKey() + "." + name));
        });
        return keys;
    }

    private static List<String> places(String word) {
        return PLACE.matcher(word)
                .results()
                .map(MatchResult::group)
                .map(place -> place.replace(" ", ""))
                .sorted()
                .toList();
    }
}
