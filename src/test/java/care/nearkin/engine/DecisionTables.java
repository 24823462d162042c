package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.kernel.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is promised of every decision table of a case type, on Camunda's own DMN engine: a line of a CSV file for every rule
 * and both edges of every interval, and exactly one row for whatever is known or not. The tables are those in its folder.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DecisionTables {

    private static final DefaultDmnEngineConfiguration SETTINGS =
            (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
    private static final DmnEngine ENGINE = SETTINGS.buildEngine();
    private static final FeelEngine FEEL = SETTINGS.getFeelEngine();

    private final String because;
    private final Path examples;
    private final Map<String, DmnDecision> parsed = new TreeMap<>();
    private final Map<String, DecisionTable> read = new HashMap<>();

    protected DecisionTables(String caseType) {
        this.because = "because." + caseType + ".";
        this.examples = Path.of("src/test/resources/dmn", caseType);
        try (Stream<Path> files = Files.list(Path.of("dmn", caseType))) {
            files.forEach(this::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void read(Path file) {
        String table = file.getFileName().toString().replace(".dmn", "");
        try (InputStream dmn = Files.newInputStream(file);
                InputStream again = Files.newInputStream(file)) {
            parsed.put(table, ENGINE.parseDecision(table, dmn));
            read.put(
                    table,
                    Dmn.readModelFromStream(again)
                            .getModelElementsByType(DecisionTable.class)
                            .iterator()
                            .next());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    protected final DecisionTable table(String table) {
        return read.get(table);
    }

    protected final Stream<String> tables() {
        return parsed.keySet().stream();
    }

    private Stream<String> uniqueTables() {
        return tables().filter(table -> table(table).getHitPolicy() == HitPolicy.UNIQUE);
    }

    private Stream<Arguments> lines() throws IOException {
        List<Arguments> lines = new ArrayList<>();
        for (String table : parsed.keySet()) {
            for (Line line : lines(table)) {
                Map<String, String> expected = new LinkedHashMap<>(line.expected());
                expected.computeIfPresent("because", (output, text) -> because + text);
                lines.add(Arguments.of(table, line.given(), expected));
            }
        }
        return lines.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lines")
    void theTableAnswersAsWritten(String table, Map<String, String> given, Map<String, String> expected) {
        DmnDecisionResultEntries answer = decide(table, given);

        Map<String, String> told = new LinkedHashMap<>();
        expected.keySet().forEach(output -> told.put(output, String.valueOf(answer.<Object>getEntry(output))));
        assertThat(told).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRuleHasALineThatTriesIt(String table) throws IOException {
        TreeSet<String> rules = new TreeSet<>();
        table(table)
                .getRules()
                .forEach(rule -> rules.add(rule.getOutputEntries().stream()
                        .map(entry -> entry.getText().getTextContent())
                        .filter(text -> text.startsWith("\"" + because))
                        .findFirst()
                        .orElse("rule " + rule.getId() + " says no because")));

        TreeSet<String> tried = lines(table).stream()
                .map(line -> "\"" + because + line.expected().get("because") + "\"")
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

    private BitSet rowsThatFit(String table, int column, Input input, String value) {
        String name = name(input);
        VariableContext facts = Variables.createVariables()
                .putValue(name, typed(value, type(input)))
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

    @ParameterizedTest
    @MethodSource("uniqueTables")
    void everyTimeIsAnIsoDurationThatPaceCanShorten(String table) throws IOException {
        for (Line line : lines(table)) {
            line.expected().values().stream()
                    .filter(text -> text.matches("P[T0-9].*"))
                    .forEach(text -> assertThat(new Pace(60).of(text)).startsWith("PT"));
        }
    }

    private DmnDecisionResultEntries decide(String table, Map<String, String> given) {
        Map<String, Object> facts = new HashMap<>();
        table(table).getInputs().forEach(input -> facts.put(name(input), typed(given.get(name(input)), type(input))));
        return ENGINE.evaluateDecision(parsed.get(table), facts).getSingleResult();
    }

    private static String name(Input input) {
        return input.getInputExpression().getText().getTextContent();
    }

    private static String type(Input input) {
        return input.getInputExpression().getTypeRef();
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

    /** What may stand in the table's column of this name: what is listed there, and nothing, which is not known. */
    protected final List<String> admissible(String table, String column) {
        return table(table).getInputs().stream()
                .filter(input -> name(input).equals(column))
                .findFirst()
                .map(this::admissible)
                .orElseThrow();
    }

    private List<String> admissible(Input input) {
        List<String> values = new ArrayList<>();
        if (type(input).equals("boolean")) {
            values.addAll(List.of("true", "false"));
        }
        if (!type(input).equals("boolean") || yesOrNoMayBeUnknown()) {
            values.add(null);
        }
        if (input.getInputValues() != null) {
            String listed = input.getInputValues().getText().getTextContent();
            Arrays.stream(listed.replace("\"", "").split(",")).forEach(values::add);
        }
        return values;
    }

    /** False where every such fact is looked up. */
    protected boolean yesOrNoMayBeUnknown() {
        return true;
    }

    /** Columns with {@code >} in front are what the table must answer; an empty cell is a fact that nobody knows. */
    private List<Line> lines(String table) throws IOException {
        List<String> lines = Files.readAllLines(examples.resolve(table + ".csv"));
        String[] head = lines.get(0).split(",");
        List<Line> found = new ArrayList<>();
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
            found.add(new Line(given, expected));
        }
        return found;
    }

    private record Line(Map<String, String> given, Map<String, String> expected) {}
}
