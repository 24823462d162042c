package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.casetype.alarm.StormRules.Allowed;
import care.nearkin.engine.Decisions;
import care.nearkin.kernel.Pace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an office writes into the tables: fire is never grouped, and nobody who called for help is answered for. */
class StormRulesTest {

    private final StormRules rules = new StormRules(new EverythingAllowed(), new Pace(1));

    @ParameterizedTest
    @EnumSource(Severity.class)
    void smokeGasAndCoAreNeverGroupedWhateverTheTableSays(Severity severity) {
        for (AlarmKind kind : List.of(AlarmKind.SMOKE, AlarmKind.GAS, AlarmKind.CO)) {
            assertThat(rules.of(kind, severity)).isEqualTo(new Allowed(false, false, false, "because.edited"));
        }
        assertThat(rules.grouped()).noneMatch(pair -> pair.matches("(SMOKE|GAS|CO):.*"));
        assertThat(rules.counting()).noneMatch(pair -> pair.matches("(SMOKE|GAS|CO):.*"));
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void whoCalledForHelpIsNeitherTakenNorAnsweredTogetherWhateverTheTableSays(Severity severity) {
        for (AlarmKind kind : StormRules.A_PERSON_CALLED) {
            assertThat(rules.of(kind, severity)).isEqualTo(new Allowed(true, false, false, "because.edited"));
        }
    }

    @ParameterizedTest
    @EnumSource(AlarmKind.class)
    void whatIsCriticalIsNeitherTakenNorAnsweredTogetherWhateverTheTableSays(AlarmKind kind) {
        Allowed allowed = rules.of(kind, Severity.CRITICAL);

        assertThat(allowed.take()).isFalse();
        assertThat(allowed.answer()).isFalse();
    }

    /** A table that an office has edited so that everything may be grouped. */
    private static final class EverythingAllowed implements Decisions {

        @Override
        public Decided decide(String table, Map<String, @Nullable Object> inputs) {
            return new Decided(
                    table,
                    1,
                    List.of(),
                    Map.of(
                            "stormCounts",
                            true,
                            "takenTogether",
                            true,
                            "answeredTogether",
                            true,
                            "because",
                            "because.edited"));
        }

        @Override
        public Weighing newest(String table) {
            return inputs -> decide(table, inputs);
        }
    }
}
