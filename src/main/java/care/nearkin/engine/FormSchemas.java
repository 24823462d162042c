package care.nearkin.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The forms of the deployed models; read once per process version, since forms are bound to their deployment. */
@Component
class FormSchemas {

    private final Map<String, FormSchema> byModelAndTask = new ConcurrentHashMap<>();
    private final ScalaFeelEngine feel = new ScalaFeelEngine(java.util.List.of());

    FormSchema of(CommandContext context, TaskEntity task) {
        String cacheKey = task.getProcessDefinitionId() + " " + task.getTaskDefinitionKey();
        FormSchema cached = byModelAndTask.get(cacheKey);
        return cached != null ? cached : byModelAndTask.computeIfAbsent(cacheKey, key -> load(context, task));
    }

    /** Decides a form-js {@code conditional.hide}; a condition that cannot be decided hides nothing. */
    boolean hides(String condition, Map<String, @Nullable Object> facts) {
        try {
            String expression = condition.startsWith("=") ? condition.substring(1) : condition;
            Object result = feel.evaluateSimpleExpression(
                    expression, Variables.fromMap(facts).asVariableContext());
            return Boolean.TRUE.equals(result);
        } catch (FeelException undecidable) {
            return false;
        }
    }

    private static FormSchema load(CommandContext context, TaskEntity task) {
        TaskDefinition definition = task.getTaskDefinition();
        CamundaFormRef ref = new CamundaFormRefImpl(
                definition.getCamundaFormDefinitionKey().getExpressionText(),
                definition.getCamundaFormDefinitionBinding());
        String deployment = context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(task.getProcessDefinitionId())
                .getDeploymentId();
        return context.runWithoutAuthorization(() -> {
            CamundaFormDefinitionEntity form =
                    (CamundaFormDefinitionEntity) new GetCamundaFormDefinitionCmd(ref, deployment).execute(context);
            try (var json =
                    new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()).execute(context)) {
                return FormSchema.parse(json.readAllBytes());
            }
        });
    }
}
