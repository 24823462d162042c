package care.nearkin.casetype.alarm;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.casetype.alarm.Storm.Eyes;
import care.nearkin.casetype.alarm.StormMembers.Member;
import care.nearkin.casetype.alarm.StormWork.Item;
import care.nearkin.casetype.alarm.StormWork.ItemState;
import care.nearkin.casetype.alarm.StormWork.Out;
import care.nearkin.casetype.alarm.StormWork.State;
import care.nearkin.engine.Tasks;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Words;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prepares, starts and cancels work on many cases of a storm; {@link StormWorker} then does it case by case. */
@Component
class StormWorks {

    private static final int LONGEST = 2000;

    /** Wakes whoever works. */
    record Started(long work) {}

    /** A case of a work: as it is, and why it would be left out if that started now. */
    record Preview(Member member, @Nullable Out out) {}

    private final StormWorkRows rows;
    private final StormRows storms;
    private final StormMembers members;
    private final StormRules rules;
    private final Tasks tasks;
    private final AccessLog log;
    private final Words words;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StormWorks(
            StormWorkRows rows,
            StormRows storms,
            StormMembers members,
            StormRules rules,
            Tasks tasks,
            AccessLog log,
            Words words,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.storms = storms;
        this.members = members;
        this.rules = rules;
        this.tasks = tasks;
        this.log = log;
        this.words = words;
        this.clock = clock;
        this.events = events;
    }

    /** What she picked, as far as she may see it. */
    List<String> picked(long storm, Viewer viewer) {
        Set<String> picked = rows.picked(storm, viewer.name());
        return storms.members(storm, Eyes.of(viewer)).stream()
                .filter(picked::contains)
                .toList();
    }

    /** Holds what she has picked for one step, to be looked at once more before it starts. */
    @Transactional
    long draft(long storm, String step, Viewer viewer) {
        if (!step.equals(StormWork.TAKE) && !rules.mayAnswer(step)) {
            throw Refusal.conflict("alarm.storm.not-together");
        }
        List<String> picked = picked(storm, viewer);
        if (picked.isEmpty()) {
            throw Refusal.invalid("picked", "alarm.storm.nothing-picked");
        }
        return rows.draft(storm, viewer.name(), step, picked, clock.instant());
    }

    /** Hers, or of her areas where she supervises; for all others it is not there. */
    StormWork see(long id, Viewer viewer) {
        return rows.find(id)
                .filter(work -> work.by().equals(viewer.name()) || viewer.in(Group.SUPERVISOR) && seesAll(work, viewer))
                .orElseThrow(() -> Refusal.notFound("alarm.storm.gone"));
    }

    private boolean seesAll(StormWork work, Viewer viewer) {
        return Set.copyOf(storms.members(work.storm(), Eyes.of(viewer)))
                .containsAll(rows.items(work.id()).stream().map(Item::number).toList());
    }

    List<Preview> preview(StormWork work, Viewer viewer) {
        return members.of(rows.items(work.id()).stream().map(Item::number).toList()).stream()
                .map(member -> new Preview(member, members.out(member, work.taskKey(), viewer)))
                .toList();
    }

    /** The form of the step they stand at, with why it is answered together. */
    Tasks.Form form(StormWork work, Viewer viewer, Locale language) {
        Tasks.Form form = tasks.form(first(work, viewer), language);
        return new Tasks.Form(StormForm.withRemark(form.schema(), words, language), Map.of());
    }

    private String first(StormWork work, Viewer viewer) {
        return preview(work, viewer).stream()
                .filter(one -> one.out() == null)
                .flatMap(one -> one.member().at(work.taskKey()).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("alarm.storm.none-left"))
                .id();
    }

    /** From here on it is done case by case, whoever looks on. */
    @Transactional
    void start(StormWork work, Map<String, Object> given, @Nullable String remark, Viewer viewer) {
        if (work.state() != State.DRAFT || !work.by().equals(viewer.name())) {
            throw Refusal.conflict("alarm.storm.started-already");
        }
        Map<String, Object> answers = new HashMap<>(given);
        Object reason = answers.remove(StormForm.REMARK);
        String why = remark != null ? remark : reason == null ? "" : reason.toString();
        if (why.length() > LONGEST || why.isBlank() && !work.takes()) {
            throw Refusal.invalid(StormForm.REMARK, "alarm.reason.missing");
        }
        if (!work.takes()) {
            mayBeGiven(work, answers, viewer);
        }
        List<Preview> all = preview(work, viewer);
        all.stream()
                .filter(one -> one.out() != null)
                .forEach(one -> rows.left(
                        work.id(),
                        one.member().number(),
                        ItemState.LEFT,
                        java.util.Objects.requireNonNull(one.out()),
                        clock.instant()));
        if (!rows.start(work.id(), answers, why.isBlank() ? null : why.strip(), clock.instant())) {
            throw Refusal.conflict("alarm.storm.started-already");
        }
        rows.unpick(
                work.storm(),
                viewer.name(),
                all.stream().map(one -> one.member().number()).toList());
        log.wrote("alarm-storm", Long.toString(work.storm()), work.taskKey() + " " + all.size());
        events.publishEvent(new Started(work.id()));
    }

    /** What any of the forms refuses is told once and at once; and what is about one person is not given for many. */
    private void mayBeGiven(StormWork work, Map<String, Object> answers, Viewer viewer) {
        String first = first(work, viewer);
        String schema = tasks.form(first, Words.LANGUAGES.get(1)).schema();
        if (!rules.mayAnswer(work.taskKey())) {
            throw Refusal.conflict("alarm.storm.not-together");
        }
        String field = rules.onlyOneByOne(work.taskKey(), answers, StormForm.freeText(schema));
        if (field != null) {
            throw Refusal.invalid(field, "alarm.storm.one-by-one");
        }
        tasks.check(first, answers);
    }

    @Transactional
    void cancel(StormWork work) {
        if (!rows.cancel(work.id(), clock.instant())) {
            throw Refusal.conflict("alarm.storm.over-already");
        }
        log.wrote("alarm-storm", Long.toString(work.storm()), "cancelled");
    }

    /** What came of it, by how it ended. */
    static Map<ItemState, Long> counts(List<Item> items) {
        return items.stream().collect(Collectors.groupingBy(Item::state, Collectors.counting()));
    }
}
