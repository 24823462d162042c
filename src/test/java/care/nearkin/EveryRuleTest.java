package care.nearkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every table of every case type against the examples beside it: each row fires for one of them, for each word that it names,
 * and each limit is tried at the limit and on both of its sides.
 */
class EveryRuleTest {

    private static final Path CASES = Path.of("src/test/resources/dmn");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
    private static final Map<Path, DecisionTable> TABLES = new ConcurrentHashMap<>();
    private static final Map<Path, List<Example>> EXAMPLES = new ConcurrentHashMap<>();
    private static final List<String> FIRED = new ArrayList<>();
    private static final DmnEngine ENGINE = engine();

    /** One line of examples, and the rows that fired for it. */
    private record Example(Map<String, String> given, Set<String> fired) {}

    @ParameterizedTest
    @MethodSource("tables")
    void everyRowFiresForAnExample(Path file) {
        Set<String> fired = examples(file).stream()
                .flatMap(example -> example.fired().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(fired)
                .isEqualTo(table(file).getRules().stream()
                        .map(Rule::getId)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyWordThatARowNamesMakesItFire(Path file) {
        List<Example> examples = examples(file);
        List<String> untried = new ArrayList<>();
        eachCell(file, (rule, input, cell) -> {
            if (cell.startsWith("\"")) {
                WORD.matcher(cell)
                        .results()
                        .map(word -> word.group(1))
                        .filter(word -> examples.stream()
                                .noneMatch(example -> example.fired().contains(rule.getId())
                                        && word.equals(example.given().get(input))))
                        .forEach(word -> untried.add(rule.getId() + ": " + input + " " + word));
            }
        });
        assertThat(untried).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyLimitIsTriedAtTheLimitAndCloseOnBothSides(Path file) {
        List<Example> examples = examples(file);
        List<String> untried = new ArrayList<>();
        eachCell(file, (rule, input, cell) -> {
            if (cell.startsWith("\"") || cell.startsWith("not(")) {
                return;
            }
            Set<Double> tried = examples.stream()
                    .map(example -> example.given().get(input))
                    .filter(value -> value != null && NUMBER.matcher(value).matches())
                    .map(Double::valueOf)
                    .collect(Collectors.toSet());
            for (Matcher limit = NUMBER.matcher(cell); limit.find(); ) {
                double at = Double.parseDouble(limit.group());
                if (missing(tried, input, at, at)
                        || missing(tried, input, Math.nextUp(at), at + 1)
                        || missing(tried, input, at - 1, Math.nextDown(at))) {
                    untried.add(rule.getId() + ": " + input + " " + cell + " at " + at);
                }
            }
        });
        assertThat(untried).isEmpty();
    }

    /** The hours of a day are all that there are. */
    private static boolean missing(Set<Double> tried, String input, double from, double to) {
        boolean possible = !input.equals("localHour") || (to >= 0 && from <= 23);
        return possible && tried.stream().noneMatch(value -> value >= from && value <= to);
    }

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("dmn"))) {
            return files.filter(file -> file.toString().endsWith(".dmn")).sorted().toList().stream();
        }
    }

    private interface Cell {
        void see(Rule rule, String input, String text);
    }

    private static void eachCell(Path file, Cell cell) {
        List<Input> inputs = List.copyOf(table(file).getInputs());
        for (Rule rule : table(file).getRules()) {
            int column = 0;
            for (var entry : rule.getInputEntries()) {
                String name =
                        inputs.get(column++).getInputExpression().getText().getTextContent();
                cell.see(rule, name, entry.getText().getTextContent());
            }
        }
    }

    private static List<Example> examples(Path file) {
        return EXAMPLES.computeIfAbsent(file, EveryRuleTest::tried);
    }

    private static List<Example> tried(Path file) {
        String name = file.getFileName().toString().replace(".dmn", "");
        try (InputStream content = Files.newInputStream(file)) {
            DmnDecision decision = ENGINE.parseDecision(name, content);
            List<String> lines = Files.readAllLines(
                    CASES.resolve(file.getParent().getFileName()).resolve(name + ".csv"));
            String[] head = lines.get(0).split(",");
            return lines.subList(1, lines.size()).stream()
                    .map(line -> given(head, line.split(",", -1)))
                    .map(given -> new Example(given, fired(file, decision, given)))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Map<String, String> given(String[] head, String[] cells) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < head.length; i++) {
            if (!head[i].startsWith(">") && !cells[i].isEmpty()) {
                given.put(head[i], cells[i]);
            }
        }
        return given;
    }

    private static Set<String> fired(Path file, DmnDecision decision, Map<String, String> given) {
        Map<String, Object> facts = new HashMap<>();
        for (Input input : table(file).getInputs()) {
            String name = input.getInputExpression().getText().getTextContent();
            facts.put(name, typed(given.get(name), input.getInputExpression().getTypeRef()));
        }
        FIRED.clear();
        ENGINE.evaluateDecision(decision, facts);
        return Set.copyOf(FIRED);
    }

    private static Object typed(String text, String type) {
        if (text == null) {
            return null;
        }
        return switch (type) {
            case "boolean" -> Boolean.valueOf(text);
            case "double" -> Double.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            default -> text;
        };
    }

    private static DecisionTable table(Path file) {
        return TABLES.computeIfAbsent(
                file,
                read -> Dmn.readModelFromFile(read.toFile())
                        .getModelElementsByType(DecisionTable.class)
                        .iterator()
                        .next());
    }

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration settings =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        settings.getCustomPostDecisionTableEvaluationListeners()
                .add(table -> table.getMatchingRules().stream()
                        .map(DmnEvaluatedDecisionRule::getId)
                        .forEach(FIRED::add));
        return settings.buildEngine();
    }
}
