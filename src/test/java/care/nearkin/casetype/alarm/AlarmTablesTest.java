package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.engine.DecisionTables;
import care.nearkin.signal.SignalKind;
import java.util.Arrays;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of alarms, and what is promised of them beside what is promised of every table. */
class AlarmTablesTest extends DecisionTables {

    AlarmTablesTest() {
        super("alarm");
    }

    @Override
    protected boolean yesOrNoMayBeUnknown() {
        return false;
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
        assertThat(admissible(table, "signal"))
                .contains(Arrays.stream(SignalKind.values()).map(Enum::name).toArray(String[]::new));
    }
}
