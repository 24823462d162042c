package care.nearkin.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * The engine's full history but for the values of variables, for jobs that were only made or taken away, and for decisions:
 * two thirds of what an alarm writes, kept for a year, and read by nobody. What people answered stands in the case's own
 * timeline, what tables decided in our log of decisions.
 */
class HistoryWithoutVariables extends HistoryLevelFull {

    static final int ID = 30;

    private static final Set<HistoryEventType> LEFT_OUT = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE,
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE,
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.JOB_DELETE,
            HistoryEventTypes.DMN_DECISION_EVALUATE);

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "without-variables";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, @Nullable Object entity) {
        return !LEFT_OUT.contains(eventType) && super.isHistoryEventProduced(eventType, entity);
    }
}
