package care.nearkin.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says it when a step has failed for the last time, so that a person can be told, and when that is over. */
@Component
class FailedSteps extends DefaultIncidentHandler {

    private final ApplicationEventPublisher events;

    FailedSteps(ApplicationEventPublisher events) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.events = events;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        Incident incident = super.handleIncident(context, message);
        if (context.getExecutionId() != null) {
            failed(context);
        }
        return incident;
    }

    private void failed(IncidentContext context) {
        ExecutionEntity execution =
                Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
        if (execution != null) {
            events.publishEvent(new FlowNews.StepFailed(
                    EngineTask.flow(execution.getProcessDefinitionId()),
                    execution.getProcessBusinessKey(),
                    context.getActivityId(),
                    context.getConfiguration()));
        }
    }

    /** Asked after every job that is done, and hardly one has failed before; or the case went another way. */
    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        boolean failedBefore = !Context.getCommandContext()
                .getIncidentManager()
                .findIncidentByConfiguration(context.getConfiguration())
                .isEmpty();
        if (failedBefore) {
            super.removeIncident(context, resolved);
            events.publishEvent(new FlowNews.StepFailureOver(context.getConfiguration()));
        }
    }
}
