package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedFeelTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final FeelEngine scala = new ScalaFeelEngine(List.of());
    private final FeelEngine feel = new RememberedFeel(new Counting());

    private class Counting implements FeelEngine {
        @Override
        public <T> T evaluateSimpleExpression(String cell, VariableContext variables) {
            asked.incrementAndGet();
            return scala.evaluateSimpleExpression(cell, variables);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String cell, String tested, VariableContext variables) {
            asked.incrementAndGet();
            return scala.evaluateSimpleUnaryTests(cell, tested, variables);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SOS\",\"FALL\"",
                "not(\"SOS\",\"FALL\")",
                "< 10",
                "[10..35]",
                "[22..24),[0..6)",
                "null",
                "true",
                "-",
                "\"now()\"",
                "> limit",
                "? > limit - 5",
                "\"烟\""
            })
    void aPlainCellIsAskedOnceForEachValueAndSaysWhatFeelSays(String cell) {
        Object[] inputs = {"SOS", "LEAK", "烟", "now()", 5L, 10, 23, 35.5, true, false, null};
        for (Object input : inputs) {
            assertThat(tests(feel, cell, input, 20)).isEqualTo(tests(scala, cell, input, 20));
        }
        asked.set(0);
        for (Object input : inputs) {
            assertThat(tests(feel, cell, input, 20)).isEqualTo(tests(scala, cell, input, 20));
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void anotherValueOfAVariableThatTheCellNamesIsAnotherQuestion() {
        assertThat(tests(feel, "> limit", 15, 20)).isFalse();
        assertThat(tests(feel, "> limit", 15, 10)).isTrue();
    }

    @Test
    void anExpressionKeepsItsValueAndItsType() {
        for (String cell : List.of("\"PT60S\"", "3", "2.5", "true", "limit", "limit + 1")) {
            Object real = scala.evaluateSimpleExpression(cell, variables(null, 20));
            Object first = feel.evaluateSimpleExpression(cell, variables(null, 20));
            Object again = feel.evaluateSimpleExpression(cell, variables(null, 20));
            assertThat(first).isEqualTo(real).hasSameClassAs(real);
            assertThat(again).isEqualTo(real).hasSameClassAs(real);
        }
        assertThat(asked).hasValue(6);
    }

    @Test
    void nothingIsAnAnswerToo() {
        for (int i = 0; i < 3; i++) {
            Object answer = feel.evaluateSimpleExpression("input", variables(null, 20));
            assertThat(answer).isNull();
        }
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"now() > @\"2020-01-01T00:00:00Z\"", "count([limit]) > 0", "unheardOf = 1", "person.age > limit"
            })
    void whateverMayChangeByItselfIsAskedEveryTime(String cell) {
        for (int i = 1; i <= 3; i++) {
            Map<String, Object> values = new HashMap<>(Map.of("limit", 20, "person", Map.of("age", 80)));
            feel.evaluateSimpleExpression(cell, Variables.fromMap(values).asVariableContext());
            assertThat(asked).hasValue(i);
        }
    }

    private static boolean tests(FeelEngine feel, String cell, Object input, int limit) {
        return feel.evaluateSimpleUnaryTests(cell, "input", variables(input, limit));
    }

    private static VariableContext variables(Object input, int limit) {
        Map<String, Object> values = new HashMap<>();
        values.put("input", input);
        values.put("limit", limit);
        return Variables.fromMap(values).asVariableContext();
    }
}
