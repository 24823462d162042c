package care.nearkin.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/**
 * Asks FEEL once what a plain cell of a decision table says for given values. FEEL builds all its built-in functions
 * and parses the cell anew each time, and cells are what an alarm spends most of its time on. A cell is plain when it
 * consists of literals, comparisons and variables holding plain values; an answer is computed from nothing but its key,
 * and a cell that calls a function ({@code now()}) is always asked again.
 */
class RememberedFeel implements FeelEngine {

    private static final int ANSWERS = 20_000;
    private static final int CELLS = 5_000;

    private static final Pattern TEXT = Pattern.compile("\"[^\"\\\\]*\"");
    private static final Pattern PLAIN = Pattern.compile("[\\w\\s.,<>=\\[\\]()+\\-*/?]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern CALL = Pattern.compile("[\\w\\])]\\s*\\(");
    private static final Pattern NEGATION = Pattern.compile("^\\s*not\\s*\\(");
    private static final Set<String> WORDS = Set.of("not", "true", "false", "null", "and", "or", "in", "between");

    private final FeelEngine feel;
    private final ConcurrentLruCache<String, Optional<Set<String>>> names =
            new ConcurrentLruCache<>(CELLS, RememberedFeel::names);
    private final ConcurrentLruCache<Question, Answer> answers = new ConcurrentLruCache<>(ANSWERS, this::ask);

    /** {@code tested} is the name of the value that a unary test is about; null for an expression. */
    private record Question(String cell, @Nullable String tested, Map<String, @Nullable Object> values) {}

    private record Answer(@Nullable Object value) {}

    RememberedFeel(FeelEngine feel) {
        this.feel = feel;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T evaluateSimpleExpression(String cell, VariableContext variables) {
        Question question = plain(cell, null, variables);
        if (question != null) {
            Object value = answers.get(question).value();
            if (value == null || isPlain(value)) {
                return (T) value;
            }
        }
        return feel.evaluateSimpleExpression(cell, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String tested, VariableContext variables) {
        Question question = plain(cell, tested, variables);
        if (question != null && answers.get(question).value() instanceof Boolean fits) {
            return fits;
        }
        return feel.evaluateSimpleUnaryTests(cell, tested, variables);
    }

    private Answer ask(Question question) {
        VariableContext values = Variables.fromMap(question.values()).asVariableContext();
        return new Answer(
                question.tested() == null
                        ? feel.evaluateSimpleExpression(question.cell(), values)
                        : feel.evaluateSimpleUnaryTests(question.cell(), question.tested(), values));
    }

    /** Null when the answer may depend on more than the values of the variables that the cell names. */
    private @Nullable Question plain(String cell, @Nullable String tested, VariableContext variables) {
        Optional<Set<String>> named = names.get(cell);
        if (named.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        if (tested != null && !putPlain(tested, variables, values)) {
            return null;
        }
        for (String name : named.get()) {
            if (!putPlain(name, variables, values)) {
                return null;
            }
        }
        return new Question(cell, tested, values);
    }

    private static boolean putPlain(String name, VariableContext variables, Map<String, @Nullable Object> values) {
        if (!variables.containsVariable(name)) {
            return false;
        }
        TypedValue typed = variables.resolve(name);
        Object value = typed == null ? null : typed.getValue();
        values.put(name, value);
        return value == null || isPlain(value);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }

    private static Optional<Set<String>> names(String cell) {
        String bare = TEXT.matcher(cell).replaceAll("0");
        String withoutNot = NEGATION.matcher(bare).replaceFirst("(");
        if (!PLAIN.matcher(bare).matches() || CALL.matcher(withoutNot).find()) {
            return Optional.empty();
        }
        Set<String> found = new HashSet<>();
        Matcher names = NAME.matcher(bare);
        while (names.find()) {
            found.add(names.group());
        }
        found.removeAll(WORDS);
        return Optional.of(found);
    }
}
