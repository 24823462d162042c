package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.kernel.Pace;
import care.nearkin.signal.SignalKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarm tables on Camunda's own DMN engine: a CSV row for every rule, both edges of every interval, nothing known. */
class AlarmTablesTest {

    private static final Path TABLES = Path.of("dmn/alarm");
    private static final Path CASES = Path.of("src/test/resources/dmn/alarm");
    private static final String BECAUSE = "because.alarm.";
    private static final DefaultDmnEngineConfiguration SETTINGS =
            (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
    private static final DmnEngine ENGINE = SETTINGS.buildEngine();
    private static final FeelEngine FEEL = SETTINGS.getFeelEngine();
    private static final Map<String, DmnDecision> PARSED = Stream.of(
                    "alarm-level",
                    "alarm-times",
                    "alarm-aftercare",
                    "alarm-follow-up",
                    "alarm-sure",
                    "alarm-response",
                    "alarm-help-times",
                    "alarm-skill",
                    "alarm-storm",
                    "alarm-storm-size",
                    "alarm-storm-answer",
                    "alarm-at-home",
                    "alarm-same-person")
            .collect(Collectors.toMap(table -> table, table -> ENGINE.parseDecision(table, open(table))));

    private static final Set<String> FIRST_HIT = Set.of("alarm-level", "alarm-storm-answer");

    private static final Map<String, Map<String, String>> COLUMNS = new ConcurrentHashMap<>();
    private static final Map<String, DecisionTable> READ = new ConcurrentHashMap<>();

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void theTableAnswersAsWritten(String table, Map<String, String> given, Map<String, String> expected) {
        DmnDecisionResultEntries answer = decide(table, given);

        Map<String, String> told = new LinkedHashMap<>();
        expected.keySet().forEach(output -> told.put(output, text(answer, output)));
        assertThat(told).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("tables")
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

    /** Cell by cell with the engine's own FEEL: the combinations of D2 alone are more than half a million. */
    @ParameterizedTest
    @MethodSource("uniqueTables")
    void whateverIsKnownOrNotExactlyOneRowIsTheAnswer(String table) {
        List<Map<String, BitSet>> columns = new ArrayList<>();
        for (Input input : table(table).getInputs()) {
            Map<String, BitSet> rows = new HashMap<>();
            admissible(input).forEach(value -> rows.put(value, rowsThatFit(table, columns.size(), input, value)));
            columns.add(rows);
        }
        BitSet all = new BitSet();
        all.set(0, table(table).getRules().size());
        assertThat(wrong(columns, 0, all, "")).isEmpty();
    }

    /** The combinations that no row fits, or more than one. */
    private static List<String> wrong(List<Map<String, BitSet>> columns, int at, BitSet left, String so) {
        if (at == columns.size()) {
            return left.cardinality() == 1 ? List.of() : List.of(so + " fits " + left);
        }
        List<String> wrong = new ArrayList<>();
        columns.get(at).forEach((value, rows) -> {
            BitSet fit = (BitSet) left.clone();
            fit.and(rows);
            wrong.addAll(wrong(columns, at + 1, fit, so + " " + value));
        });
        return wrong;
    }

    private static BitSet rowsThatFit(String table, int column, Input input, String value) {
        String name = input.getInputExpression().getText().getTextContent();
        VariableContext facts = Variables.createVariables()
                .putValue(name, typed(value, input.getInputExpression().getTypeRef()))
                .asVariableContext();
        BitSet fit = new BitSet();
        int row = 0;
        for (Rule rule : table(table).getRules()) {
            String cell = new ArrayList<>(rule.getInputEntries())
                    .get(column)
                    .getText()
                    .getTextContent();
            fit.set(row++, cell.equals("-") || FEEL.evaluateSimpleUnaryTests(cell, name, facts));
        }
        return fit;
    }

    @Test
    void theLastRowOfTheFirstHitTableFitsEverythingAndLeadsToAHuman() {
        Rule last = table("alarm-level").getRules().stream().reduce((a, b) -> b).orElseThrow();

        assertThat(last.getInputEntries())
                .allSatisfy(
                        entry -> assertThat(entry.getText().getTextContent()).isEqualTo("-"));
        assertThat(last.getOutputEntries().iterator().next().getText().getTextContent())
                .isEqualTo("\"ALARM\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm-level", "alarm-times", "alarm-response", "alarm-skill"})
    void everySignalThatASensorCanSendIsInTheTable(String table) {
        Input signal = table(table).getInputs().stream()
                .filter(input ->
                        input.getInputExpression().getText().getTextContent().equals("signal"))
                .findFirst()
                .orElseThrow();

        assertThat(admissible(signal))
                .contains(Arrays.stream(SignalKind.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("uniqueTables")
    void everyTimeIsAnIsoDurationThatPaceCanShorten(String table) throws IOException {
        for (Row row : rowsOf(table)) {
            row.expected().values().stream()
                    .filter(text -> text.startsWith("P"))
                    .forEach(text -> assertThat(new Pace(60).of(text)).startsWith("PT"));
        }
    }

    static Stream<String> tables() {
        return PARSED.keySet().stream().sorted();
    }

    static Stream<String> uniqueTables() {
        return tables().filter(table -> !FIRST_HIT.contains(table));
    }

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (String table : tables().toList()) {
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
        COLUMNS.computeIfAbsent(table, AlarmTablesTest::columns)
                .forEach((name, type) -> facts.put(name, typed(given.get(name), type)));
        return ENGINE.evaluateDecision(PARSED.get(table), facts).getSingleResult();
    }

    private static Map<String, String> columns(String table) {
        return table(table).getInputs().stream()
                .collect(Collectors.toMap(
                        input -> input.getInputExpression().getText().getTextContent(),
                        input -> input.getInputExpression().getTypeRef()));
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

    /** A fact that is looked up is yes or no; any other may be unknown. */
    private static List<String> admissible(Input input) {
        if ("boolean".equals(input.getInputExpression().getTypeRef())) {
            return List.of("true", "false");
        }
        List<String> values = new ArrayList<>();
        values.add(null);
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
        return READ.computeIfAbsent(
                table,
                name -> Dmn.readModelFromStream(open(name))
                        .getModelElementsByType(DecisionTable.class)
                        .iterator()
                        .next());
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
