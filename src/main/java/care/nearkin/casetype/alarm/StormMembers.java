package care.nearkin.casetype.alarm;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.casetype.alarm.StormRules.Allowed;
import care.nearkin.casetype.alarm.StormWork.Out;
import care.nearkin.worklist.WorkItem;
import care.nearkin.worklist.Worklist;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alarms of a storm with the steps they stand at, and which of them may be worked together now. */
@Component
class StormMembers {

    /** {@code grave}: the person has another alarm that is worked alone. */
    record Member(Alarm alarm, Allowed allowed, List<WorkItem> tasks, boolean grave) {

        public String number() {
            return alarm.caseNumber();
        }

        Optional<WorkItem> at(String step) {
            return tasks.stream().filter(task -> task.key().equals(step)).findFirst();
        }

        /** What to do next; looking into a miss comes last. */
        public @Nullable WorkItem next() {
            return tasks.stream()
                    .min(Comparator.comparing((WorkItem task) -> task.key().startsWith("Task_Investigate")))
                    .orElse(null);
        }

        /** Only what is in the group can be ticked. */
        public boolean together() {
            return allowed.take() || allowed.answer();
        }

        /** Something is left to do at the desk: the alarm itself, or finding out why nobody took it. */
        public boolean open() {
            return alarm.resolvedAt() == null
                    || tasks.stream().anyMatch(task -> task.key().startsWith("Task_Investigate"));
        }
    }

    private final AlarmRows alarms;
    private final Worklist worklist;
    private final StormRules rules;
    private final JdbcClient jdbc;

    StormMembers(AlarmRows alarms, Worklist worklist, StormRules rules, JdbcClient jdbc) {
        this.alarms = alarms;
        this.worklist = worklist;
        this.rules = rules;
        this.jdbc = jdbc;
    }

    /** In the order of {@code numbers}. */
    List<Member> of(List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<String, Alarm> found = alarms.findByCaseNumberIn(numbers).stream()
                .collect(Collectors.toMap(Alarm::caseNumber, Function.identity()));
        Map<String, List<WorkItem>> tasks = worklist.of(numbers);
        Set<Long> grave = grave(found.values().stream()
                .map(Alarm::resident)
                .filter(Objects::nonNull)
                .toList());
        return numbers.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(alarm -> member(alarm, tasks.getOrDefault(alarm.caseNumber(), List.of()), grave))
                .toList();
    }

    /** As it is in this transaction, and stays so until its end. */
    Member locked(String number) {
        Alarm alarm = alarms.lock(number).orElseThrow();
        Long resident = alarm.resident();
        return member(
                alarm,
                worklist.of(List.of(number)).getOrDefault(number, List.of()),
                grave(resident == null ? List.of() : List.of(resident)));
    }

    private Member member(Alarm alarm, List<WorkItem> tasks, Set<Long> grave) {
        Long resident = alarm.resident();
        return new Member(alarm, rules.of(alarm), tasks, resident != null && grave.contains(resident));
    }

    /** Who has another alarm open that nobody may group. */
    private Set<Long> grave(Collection<Long> residents) {
        return residents.isEmpty()
                ? Set.of()
                : jdbc.sql("""
                                select distinct a.resident from alarm a
                                where a.resident = any(:residents) and a.resolved_at is null
                                  and not (a.kind || ':' || a.severity = any(:grouped))""")
                        .param("residents", residents.toArray(Long[]::new))
                        .param("grouped", rules.grouped())
                        .query(Long.class)
                        .set();
    }

    /** Why this one is not worked at this step together with the others; null when it is. */
    @Nullable
    Out out(Member member, String step, Viewer who) {
        boolean takes = step.equals(StormWork.TAKE);
        if (!(takes ? member.allowed().take() : member.allowed().answer())) {
            return Out.of("alarm.storm.out.alone", "@" + member.allowed().because());
        }
        WorkItem task = member.at(step).orElse(null);
        if (task == null) {
            WorkItem next = member.next();
            return next == null
                    ? Out.of("alarm.storm.out.over")
                    : Out.of("alarm.storm.out.elsewhere", "@" + next.name());
        }
        if (task.assignee() != null && !task.assignee().equals(who.name())) {
            return Out.of("alarm.storm.out.held", "=" + task.assignee());
        }
        if (who.groups().stream().map(Group::key).noneMatch(task.groups()::contains)) {
            return Out.of("task.not-yours");
        }
        if (!takes && member.grave()) {
            return Out.of("alarm.storm.out.grave");
        }
        return null;
    }

    /** The steps that some of these stand at and that may be answered together, with how many. */
    Map<String, Integer> steps(List<Member> members, Viewer who) {
        Map<String, Integer> steps = new LinkedHashMap<>();
        Map<String, Boolean> may = new HashMap<>();
        for (Member member : members) {
            for (WorkItem task : member.tasks()) {
                boolean asked = task.key().equals(StormWork.TAKE) || may.computeIfAbsent(task.key(), rules::mayAnswer);
                if (asked && out(member, task.key(), who) == null) {
                    steps.merge(task.key(), 1, Integer::sum);
                }
            }
        }
        return steps;
    }
}
