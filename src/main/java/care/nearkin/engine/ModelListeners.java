package care.nearkin.engine;

import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the rest of the program what happens in every model, without a line about it in any model. */
@Component
class ModelListeners extends AbstractBpmnParseListener {

    private static final String OUTCOME_PREFIX = "End_";

    private final ApplicationEventPublisher events;
    private final Clock clock;

    ModelListeners(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void parseProcess(Element processElement, ProcessDefinitionEntity process) {
        process.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::flowEnded);
    }

    @Override
    public void parseEndEvent(Element endEventElement, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getId().startsWith(OUTCOME_PREFIX)) {
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::outcomeReached);
        }
    }

    @Override
    public void parseUserTask(Element userTaskElement, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        listen(task, TaskListener.EVENTNAME_CREATE, t -> events.publishEvent(new TaskNews.Opened(EngineTask.of(t))));
        for (String change : List.of(TaskListener.EVENTNAME_ASSIGNMENT, TaskListener.EVENTNAME_UPDATE)) {
            listen(task, change, t -> events.publishEvent(new TaskNews.Changed(EngineTask.of(t), doer())));
        }
        listen(task, TaskListener.EVENTNAME_COMPLETE, t -> ended(t, true));
        listen(task, TaskListener.EVENTNAME_DELETE, t -> ended(t, false));
    }

    private static @Nullable String doer() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }

    private static void listen(TaskDefinition task, String event, TaskListener listener) {
        task.addBuiltInTaskListener(event, listener);
    }

    private void ended(DelegateTask task, boolean completed) {
        events.publishEvent(new TaskNews.Ended(EngineTask.of(task), completed, clock.instant()));
    }

    private void outcomeReached(DelegateExecution execution) {
        events.publishEvent(new FlowNews.OutcomeReached(
                EngineTask.flow(execution.getProcessDefinitionId()),
                execution.getProcessBusinessKey(),
                execution.getCurrentActivityId()));
    }

    private void flowEnded(DelegateExecution execution) {
        events.publishEvent(new FlowNews.Ended(
                EngineTask.flow(execution.getProcessDefinitionId()), execution.getProcessBusinessKey()));
    }
}
