package care.nearkin.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says it when a step has failed for the last time, so that a person can be told, and when that is over. */
@Component
class FailedSteps implements IncidentHandler {

    private final ApplicationEventPublisher events;

    FailedSteps(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public String getIncidentHandlerType() {
        return Incident.FAILED_JOB_HANDLER_TYPE;
    }

    @Override
    public @Nullable Incident handleIncident(IncidentContext incident, String message) {
        if (incident.getExecutionId() == null) {
            return null;
        }
        ExecutionEntity execution =
                Context.getCommandContext().getExecutionManager().findExecutionById(incident.getExecutionId());
        if (execution != null) {
            events.publishEvent(new FlowNews.StepFailed(
                    EngineTask.flow(execution.getProcessDefinitionId()),
                    execution.getProcessBusinessKey(),
                    incident.getActivityId(),
                    incident.getConfiguration()));
        }
        return null;
    }

    @Override
    public void resolveIncident(IncidentContext incident) {
        over(incident);
    }

    /** The case went another way, e.g. was withdrawn. */
    @Override
    public void deleteIncident(IncidentContext incident) {
        over(incident);
    }

    private void over(IncidentContext incident) {
        events.publishEvent(new FlowNews.StepFailureOver(incident.getConfiguration()));
    }
}
