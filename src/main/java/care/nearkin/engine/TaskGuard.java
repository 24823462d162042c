package care.nearkin.engine;

import care.nearkin.engine.FormSchema.Answers;
import care.nearkin.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.core.variable.mapping.IoMapping;
import org.camunda.bpm.engine.impl.core.variable.mapping.IoParameter;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Stands before every claim and completion, whichever window it comes from: who may, which fields, which answers; and
 * takes private answers away before the engine sees them.
 */
@Component
class TaskGuard {

    /** May take over what is held by somebody, and assign to others. */
    private static final String SUPERVISOR = "supervisor";

    private final FormSchemas schemas;
    private final ObjectProvider<AnswerRule> rules;
    private final ObjectProvider<StepRule> stepRules;
    private final ObjectProvider<StandIn> standIns;
    private final ObjectProvider<CaseReach> reaches;
    private final ObjectProvider<FormNotes> notes;
    private final ObjectProvider<PrivateAnswers> privateAnswers;
    private final ApplicationEventPublisher events;
    private final MessageSource words;

    TaskGuard(
            FormSchemas schemas,
            ObjectProvider<AnswerRule> rules,
            ObjectProvider<StepRule> stepRules,
            ObjectProvider<StandIn> standIns,
            ObjectProvider<CaseReach> reaches,
            ObjectProvider<FormNotes> notes,
            ObjectProvider<PrivateAnswers> privateAnswers,
            ApplicationEventPublisher events,
            MessageSource words) {
        this.schemas = schemas;
        this.rules = rules;
        this.stepRules = stepRules;
        this.standIns = standIns;
        this.reaches = reaches;
        this.notes = notes;
        this.privateAnswers = privateAnswers;
        this.events = events;
        this.words = words;
    }

    /** Returns what may go on into the engine: the public answers. */
    Map<String, Object> accept(CommandContext context, String taskId, @Nullable Map<String, Object> given) {
        TaskEntity task = task(context, taskId);
        Authentication who = context.getAuthentication();
        FormSchema schema = schemas.of(context, task);
        try {
            mayWork(context, task, who);
            Answers answers = answers(schema, given == null ? Map.of() : given);
            OpenTask open = EngineTask.of(task);
            stepRules.forEach(rule -> rule.check(open));
            String by = who == null ? null : who.getUserId();
            rules.stream()
                    .filter(rule -> rule.flow().equals(open.flow()))
                    .forEach(rule -> rule.check(open, answers.all(), by));
            if (!answers.personal().isEmpty()) {
                privateAnswers.getObject().keep(open.caseNumber(), open.key(), taskId, answers.personal(), by);
            }
            events.publishEvent(new TaskNews.Answered(
                    open,
                    schema.id(),
                    by,
                    answers.open(),
                    new TreeSet<>(answers.personal().keySet())));
            return answers.open();
        } catch (Refusal refusal) {
            throw refused(refusal);
        }
    }

    /** The form's part of {@link #accept}, for answers that are to be given to many. */
    void check(CommandContext context, String taskId, Map<String, Object> given) {
        answers(schemas.of(context, task(context, taskId)), given);
    }

    private Answers answers(FormSchema schema, Map<String, Object> given) {
        try {
            return schema.check(plain(given), schemas::hides);
        } catch (FormSchema.Fault fault) {
            Locale reader = LocaleContextHolder.getLocale();
            String label = schema.labelOf(fault.field(), key -> words.getMessage(key, null, null, reader));
            throw Refusal.invalid(fault.field(), fault.words(), label);
        }
    }

    void mayTake(CommandContext context, String taskId, String userId) {
        TaskEntity task = task(context, taskId);
        Authentication who = context.getAuthentication();
        if (who != null && !who.getUserId().equals(userId)) {
            throw refused(Refusal.forbidden("task.only-for-yourself"));
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(userId)) {
            throw refused(Refusal.conflict("task.taken", named(context, task.getAssignee())));
        }
        mayReach(task, who, userId);
        if (who != null && !isCandidate(task, who)) {
            throw refused(Refusal.forbidden("task.not-yours"));
        }
    }

    /** Letting go and handing on to a colleague is for who holds it, taking over what is late, or what an absent one holds for whom she stands in, for who could have taken it, all else for supervisors. */
    void mayAssign(CommandContext context, String taskId, @Nullable String userId) {
        TaskEntity task = task(context, taskId);
        Authentication who = context.getAuthentication();
        mayReach(task, who, userId);
        if (who == null || inGroup(who, SUPERVISOR)) {
            return;
        }
        if (EngineTask.isDelegated(task)) {
            throw refused(Refusal.conflict("task.delegated", named(context, task.getOwner())));
        }
        boolean holds = who.getUserId().equals(task.getAssignee());
        if (holds && (userId == null || isMember(context, task, userId))) {
            return;
        }
        if (userId != null && userId.equals(who.getUserId())) {
            if (!isLate(task) && !standsIn(task, who) || !isCandidate(task, who)) {
                mayTake(context, taskId, userId);
            }
            return;
        }
        throw refused(Refusal.forbidden("task.not-yours"));
    }

    /** Having it prepared is for who holds it, by somebody who could do it; once at a time. */
    void mayDelegate(CommandContext context, String taskId, String userId) {
        TaskEntity task = task(context, taskId);
        if (EngineTask.isDelegated(task)) {
            throw refused(Refusal.conflict("task.delegated", named(context, task.getOwner())));
        }
        mayChangeTimes(context, taskId);
        mayReach(task, context.getAuthentication(), userId);
        if (task.getAssignee() == null || userId.equals(task.getAssignee()) || !isMember(context, task, userId)) {
            throw refused(Refusal.forbidden("task.not-yours"));
        }
    }

    void mayGiveBack(CommandContext context, String taskId) {
        TaskEntity task = task(context, taskId);
        Authentication who = context.getAuthentication();
        if (!EngineTask.isDelegated(task)) {
            throw refused(Refusal.conflict("task.not-delegated"));
        }
        if (who != null && !who.getUserId().equals(task.getOwner())) {
            mayChangeTimes(context, taskId);
        }
    }

    /** Who holds it, and supervisors. */
    void mayChangeTimes(CommandContext context, String taskId) {
        TaskEntity task = task(context, taskId);
        Authentication who = context.getAuthentication();
        mayReach(task, who, null);
        if (who != null && !who.getUserId().equals(task.getAssignee()) && !inGroup(who, SUPERVISOR)) {
            throw refused(Refusal.forbidden("task.not-yours"));
        }
    }

    /**
     * Which of the form's fields begin filled in: those that the form marks so, and those that the model gives to this
     * step. What somebody answered the last time is no answer of today: one click would record a call that never was.
     */
    Collection<String> ownFields(CommandContext context, String taskId, @Nullable Collection<String> asked) {
        TaskEntity task = task(context, taskId);
        FormSchema schema = schemas.of(context, task);
        Set<String> own = new TreeSet<>(schema.suggested());
        IoMapping given = task.getExecution().getActivity().getIoMapping();
        if (given != null) {
            given.getInputParameters().stream()
                    .map(IoParameter::getName)
                    .filter(schema.keys()::contains)
                    .forEach(own::add);
        }
        if (asked != null) {
            own.retainAll(asked);
        }
        return own;
    }

    InputStream formInReadersLanguage(CommandContext context, String taskId) {
        TaskEntity task = task(context, taskId);
        String json = inWords(schemas.of(context, task), task, LocaleContextHolder.getLocale());
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The form in the reader's words, with what its case type tells beside it. */
    String inWords(FormSchema schema, TaskEntity task, Locale locale) {
        OpenTask open = EngineTask.of(task);
        Map<String, String> told = new HashMap<>();
        notes.stream()
                .filter(note -> note.flow().equals(open.flow()))
                .forEach(note -> told.putAll(note.of(open, locale)));
        return schema.inWords(key -> words.getMessage(key, null, null, locale), told);
    }

    private void mayWork(CommandContext context, TaskEntity task, @Nullable Authentication who) {
        if (who == null) {
            return;
        }
        mayReach(task, who, null);
        String holder = task.getAssignee();
        if (holder != null && !holder.equals(who.getUserId())) {
            throw Refusal.conflict("task.taken", named(context, holder));
        }
        if (holder == null && !isCandidate(task, who)) {
            throw Refusal.forbidden("task.not-yours");
        }
        if (EngineTask.isDelegated(task)) {
            throw Refusal.conflict("task.delegated", named(context, task.getOwner()));
        }
    }

    /** Neither who does it nor whom it is given to may be kept from the case; the program itself is kept from none. */
    private void mayReach(TaskEntity task, @Nullable Authentication who, @Nullable String other) {
        if (who == null || task.getExecution() == null) {
            return;
        }
        String number = task.getExecution().getProcessBusinessKey();
        Stream.of(who.getUserId(), other)
                .filter(Objects::nonNull)
                .distinct()
                .filter(person -> !reaches.stream().allMatch(one -> one.mayReach(person, number)))
                .forEach(person -> {
                    throw refused(Refusal.forbidden("case.sealed", number));
                });
    }

    /** As people call her; the account where nobody knows her any more. */
    private static String named(CommandContext context, String account) {
        User user = context.getReadOnlyIdentityProvider().findUserById(account);
        return user == null || user.getFirstName() == null ? account : user.getFirstName();
    }

    /** Whoever holds a step and went away must not keep the others from it when its time is over. */
    private static boolean isLate(TaskEntity task) {
        return task.getDueDate() != null && task.getDueDate().before(ClockUtil.getCurrentTime());
    }

    private boolean standsIn(TaskEntity task, Authentication who) {
        return task.getAssignee() != null
                && standIns.stream().anyMatch(one -> one.standsInFor(who.getUserId(), task.getAssignee()));
    }

    private static boolean isCandidate(TaskEntity task, Authentication who) {
        Set<String> groups = EngineTask.groups(task);
        return groups.stream().anyMatch(group -> inGroup(who, group));
    }

    private static boolean isMember(CommandContext context, TaskEntity task, String userId) {
        Set<String> groups = EngineTask.groups(task);
        return context.getReadOnlyIdentityProvider().createGroupQuery().groupMember(userId).list().stream()
                .anyMatch(group -> groups.contains(group.getId()));
    }

    private static boolean inGroup(Authentication who, String group) {
        List<String> groups = who.getGroupIds();
        return groups != null && groups.contains(group);
    }

    private TaskEntity task(CommandContext context, String taskId) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw refused(Refusal.notFound("task.gone"));
        }
        return task;
    }

    /** Tasklist wraps values as typed ones; our forms hold scalars only. */
    private static Map<String, Object> plain(Map<String, Object> given) {
        if (given instanceof org.camunda.bpm.engine.variable.VariableMap typed) {
            Map<String, Object> plain = new java.util.LinkedHashMap<>();
            typed.keySet().forEach(key -> plain.put(key, typed.getValue(key, Object.class)));
            return plain;
        }
        return given;
    }

    private AnswerRefused refused(Refusal refusal) {
        String sentence = words.getMessage(
                refusal.words(), refusal.arguments().toArray(), refusal.words(), LocaleContextHolder.getLocale());
        return new AnswerRefused(refusal, String.valueOf(sentence));
    }
}
