package care.nearkin;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Both languages are complete, and no sentence hides in a template. */
class WordsInStepTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path MESSAGES = RESOURCES.resolve("messages");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LETTERS = Pattern.compile("[\\p{IsHan}A-Za-z]");
    private static final Pattern ENGLISH_WORD = Pattern.compile("(?<![{/\\w@.-])[a-z]{2,}(?![}\\w/@])");
    private static final Pattern PLACE = Pattern.compile("\\{([\\w-]+)");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{([A-Za-z][\\w.-]*)");
    private static final Pattern KEY_IN_CODE =
            Pattern.compile("(?:Refusal\\.\\w+|\\bsay)\\(([^;]{0,200}?)[,)]\\s*(?:\\)|;|[a-z\"])", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z0-9-]+)+)\"(?!\\s*\\+)");

    /** The same in every language, by their nature: names of languages and of the house. */
    private static boolean isName(String key) {
        return key.contains("language.") || key.endsWith(".product") || key.startsWith("web.title");
    }

    @TestFactory
    Stream<DynamicTest> everySentenceIsSaidInBothLanguages() throws IOException {
        return bundles().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Map<String, String> english = read(name + ".properties");
                    Map<String, String> chinese = read(name + "_zh.properties");
                    assertThat(chinese.keySet()).isEqualTo(english.keySet());
                    assertThat(english).allSatisfy((key, value) -> {
                        assertThat(value).as(key).isNotBlank();
                        assertThat(chinese.get(key)).as(key).isNotBlank();
                        assertThat(places(chinese.get(key)))
                                .as("arguments of " + key)
                                .isEqualTo(places(value));
                    });
                }));
    }

    @Test
    void noChineseSentenceIsPlainEnglishAndNoEnglishOneIsChinese() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : bundles()) {
            read(name + "_zh.properties").forEach((key, value) -> {
                if (!isName(key)
                        && !HAN.matcher(value).find()
                        && ENGLISH_WORD.matcher(value).find()) {
                    wrong.add(key + " = " + value);
                }
            });
            read(name + ".properties").forEach((key, value) -> {
                if (!isName(key) && HAN.matcher(value.replace("近邻", "")).find()) {
                    wrong.add(key + " = " + value);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** In a sentence with arguments a lone apostrophe swallows them. */
    @Test
    void noApostropheSwallowsAnArgument() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : bundles()) {
            for (String file : List.of(name + ".properties", name + "_zh.properties")) {
                read(file).forEach((key, value) -> {
                    boolean formatted = Pattern.compile("\\{\\d").matcher(value).find();
                    if (formatted && value.replace("''", "").contains("'")) {
                        wrong.add(key + " = " + value);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noKeyIsSaidInTwoPlaces() throws IOException {
        Map<String, String> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String name : bundles()) {
            for (String key : read(name + ".properties").keySet()) {
                String before = seen.put(key, name);
                if (before != null) {
                    twice.add(key + " in " + before + " and " + name);
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> templatesUseOnlyWordsThatExist() throws IOException {
        Set<String> known = known();
        return templates().stream()
                .map(template -> DynamicTest.dynamicTest(template.toString(), () -> {
                    Set<String> used = KEY_IN_TEMPLATE
                            .matcher(Files.readString(template))
                            .results()
                            .map(found -> found.group(1))
                            .filter(not(known::contains))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(used).as("words that do not exist").isEmpty();
                }));
    }

    @Test
    void codeUsesOnlyWordsThatExist() throws IOException {
        Set<String> known = known();
        Map<String, String> unknown = new TreeMap<>();
        for (Path source : files(Path.of("src/main/java"), ".java")) {
            KEY_IN_CODE
                    .matcher(Files.readString(source))
                    .results()
                    .map(MatchResult::group)
                    .flatMap(call -> LITERAL.matcher(call).results())
                    .map(found -> found.group(1))
                    .filter(not(known::contains))
                    .forEach(key -> unknown.put(key, source.getFileName().toString()));
        }
        assertThat(unknown).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> templatesHoldNoBareText() throws IOException {
        return templates().stream()
                .map(template -> DynamicTest.dynamicTest(template.toString(), () -> {
                    String html = Files.readString(template).replaceAll("(?s)<!--.*?-->|<kbd>[A-Z]</kbd>", "");
                    String text = html.replaceAll("(?s)<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>", "\n")
                            .replaceAll("(?s)\\[\\[.*?]]", "");
                    assertThat(text.lines().filter(LETTERS.asPredicate())).isEmpty();
                    assertThat(Pattern.compile(
                                            "\\s(?:aria-label|title|placeholder|alt)=\"[^\"]*(?:[a-z]{2}|\\p{IsHan})")
                                    .matcher(html)
                                    .results()
                                    .map(MatchResult::group))
                            .as("attributes that are read out")
                            .isEmpty();
                    assertThat(html).as("strict content policy").doesNotContainPattern("\\s(?:style|on[a-z]+)=\"");
                }));
    }

    private static Set<String> places(String value) {
        return PLACE.matcher(value).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String name : bundles()) {
            known.addAll(read(name + ".properties").keySet());
        }
        return known;
    }

    private static List<String> bundles() throws IOException {
        return files(MESSAGES, ".properties").stream()
                .map(file -> file.getFileName().toString().replace(".properties", ""))
                .filter(name -> !name.endsWith("_zh"))
                .toList();
    }

    private static List<Path> templates() throws IOException {
        return files(RESOURCES.resolve("templates"), ".html");
    }

    private static List<Path> files(Path under, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static Map<String, String> read(String file) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file))) {
            words.load(reader);
        }
        return words.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> (String) entry.getKey(),
                        entry -> (String) entry.getValue(),
                        (a, b) -> b,
                        TreeMap::new));
    }
}
