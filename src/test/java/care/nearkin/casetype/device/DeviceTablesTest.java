package care.nearkin.casetype.device;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.kernel.Pace;
import care.nearkin.signal.DeviceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of device care on Camunda's own DMN engine: a CSV row for every rule, both edges of every interval, nothing known. */
class DeviceTablesTest {

    private static final Path TABLES = Path.of("dmn/device");
    private static final Path CASES = Path.of("src/test/resources/dmn/device");
    private static final String BECAUSE = "because.device.";
    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Map<String, DmnDecision> PARSED = Stream.of(
                    "device-silence",
                    "device-inactivity",
                    "device-battery",
                    "device-times",
                    "device-test",
                    "device-false-alarms")
            .collect(Collectors.toMap(table -> table, table -> ENGINE.parseDecision(table, open(table))));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void theTableAnswersAsWritten(String table, Map<String, String> given, Map<String, String> expected) {
        DmnDecisionResultEntries answer = decide(table, given);

        Map<String, String> told = new LinkedHashMap<>();
        expected.keySet().forEach(output -> told.put(output, text(answer, output)));
        assertThat(told).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device-silence",
                "device-inactivity",
                "device-battery",
                "device-times",
                "device-test",
                "device-false-alarms"
            })
    void everyRuleHasARowThatTriesIt(String table) throws IOException {
        TreeSet<String> rules = new TreeSet<>();
        table(table)
                .getRules()
                .forEach(rule -> rules.add(rule.getOutputEntries().stream()
                        .map(entry -> entry.getText().getTextContent())
                        .filter(text -> text.startsWith("\"" + BECAUSE))
                        .findFirst()
                        .orElse("rule " + rule.getId() + " says no because")));

        TreeSet<String> tried = rowsOf(table).stream()
                .map(row -> "\"" + BECAUSE + row.expected().get("because") + "\"")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried).isEqualTo(rules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"device-silence", "device-inactivity", "device-times", "device-test", "device-false-alarms"})
    void whateverIsKnownOrNotExactlyOneRowIsTheAnswer(String table) {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(new HashMap<>()));
        for (Input input : table(table).getInputs()) {
            List<Map<String, String>> wider = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : admissible(input)) {
                    Map<String, String> next = new HashMap<>(combination);
                    next.put(input.getInputExpression().getText().getTextContent(), value);
                    wider.add(next);
                }
            }
            combinations = wider;
        }

        for (Map<String, String> combination : combinations) {
            assertThat(decide(table, combination)).as(combination.toString()).isNotNull();
        }
    }

    @Test
    void everyKindOfDeviceIsInTheTableOfTests() {
        Input kind = table("device-test").getInputs().iterator().next();

        assertThat(admissible(kind))
                .contains(Arrays.stream(DeviceKind.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"device-silence", "device-inactivity", "device-times", "device-test", "device-false-alarms"})
    void everyTimeIsAnIsoDurationThatPaceCanShorten(String table) throws IOException {
        for (Row row : rowsOf(table)) {
            row.expected().values().stream()
                    .filter(text -> text.matches("P[T0-9].*"))
                    .forEach(text -> assertThat(new Pace(60).of(text)).startsWith("PT"));
        }
    }

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (String table : List.of(
                "device-silence",
                "device-inactivity",
                "device-battery",
                "device-times",
                "device-test",
                "device-false-alarms")) {
            for (Row row : rowsOf(table)) {
                Map<String, String> expected = new LinkedHashMap<>(row.expected());
                expected.computeIfPresent("because", (output, text) -> BECAUSE + text);
                cases.add(Arguments.of(table, row.given(), expected));
            }
        }
        return cases.stream();
    }

    private static DmnDecisionResultEntries decide(String table, Map<String, String> given) {
        Map<String, Object> facts = new HashMap<>();
        for (Input input : table(table).getInputs()) {
            String name = input.getInputExpression().getText().getTextContent();
            facts.put(name, typed(given.get(name), input.getInputExpression().getTypeRef()));
        }
        return ENGINE.evaluateDecision(PARSED.get(table), facts).getSingleResult();
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

    private static List<String> admissible(Input input) {
        List<String> values = new ArrayList<>();
        values.add(null);
        if (input.getInputExpression().getTypeRef().equals("boolean")) {
            values.addAll(List.of("true", "false"));
        }
        if (input.getInputValues() != null) {
            String listed = input.getInputValues().getText().getTextContent();
            Arrays.stream(listed.replace("\"", "").split(",")).forEach(values::add);
        }
        return values;
    }

    private static String text(DmnDecisionResultEntries answer, String output) {
        return String.valueOf(answer.<Object>getEntry(output));
    }

    private static DecisionTable table(String table) {
        DmnModelInstance model = Dmn.readModelFromStream(open(table));
        return model.getModelElementsByType(DecisionTable.class).iterator().next();
    }

    private static InputStream open(String table) {
        try {
            return Files.newInputStream(TABLES.resolve(table + ".dmn"));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    /** Columns with {@code >} in front are what the table must answer; an empty cell is a fact that nobody knows. */
    private static List<Row> rowsOf(String table) throws IOException {
        List<String> lines = Files.readAllLines(CASES.resolve(table + ".csv"));
        String[] head = lines.get(0).split(",");
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> given = new LinkedHashMap<>();
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < head.length; i++) {
                if (head[i].startsWith(">")) {
                    expected.put(head[i].substring(1), cells[i]);
                } else {
                    given.put(head[i], cells[i].isEmpty() ? null : cells[i]);
                }
            }
            rows.add(new Row(given, expected));
        }
        return rows;
    }

    private record Row(Map<String, String> given, Map<String, String> expected) {}
}
