package care.nearkin.signal;

import care.nearkin.kernel.Changed;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Takes messages in: finds out what is news, asks the case types, and stores all of it in one transaction. */
@Service
class Inbox {

    private final Intake intake;
    private final InboxTables tables;
    private final ProposedDevices proposals;
    private final CaseTypes caseTypes;
    private final SingletonSupplier<List<MindsValues>> limits;
    private final SingletonSupplier<List<MindsDevices>> devices;
    private final SilenceBook silence;
    private final Clock clock;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Inbox(
            Intake intake,
            InboxTables tables,
            ProposedDevices proposals,
            CaseTypes caseTypes,
            ObjectProvider<MindsValues> limits,
            ObjectProvider<MindsDevices> devices,
            SilenceBook silence,
            Clock clock,
            EntityManager entities,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.intake = intake;
        this.tables = tables;
        this.proposals = proposals;
        this.caseTypes = caseTypes;
        this.limits = SingletonSupplier.of(() -> limits.orderedStream().toList());
        this.devices = SingletonSupplier.of(() -> devices.orderedStream().toList());
        this.silence = silence;
        this.clock = clock;
        this.entities = entities;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** For whoever begins to listen: nothing is remembered but what is stored. */
    Book book() {
        return tables.book();
    }

    /** What became of each. All or nothing: when this throws, neither the database nor the book has changed. */
    List<Outcome> take(List<Item> items, Book book) {
        tables.load(items, book);
        Book.Draft draft = book.draft();
        Planner planner = new Planner(
                tables.devices(items),
                tables.idsStored(items),
                proposals.known(items),
                tables.lastOfTopics(items, book, draft),
                new MeasuredValues(this::lasting),
                new OldNews(intake.staleAfter(), draft, items),
                new BatteryLevel(this::batteryGrade));
        List<Plan> plans = items.stream().map(planner::plan).toList();
        boolean stores = !plans.stream().allMatch(Plan::countedOnly);
        Set<String> sayingMore = sayingMore(plans);
        List<Verdict> verdicts = stores
                ? Objects.requireNonNull(transaction.execute(status -> store(plans, sayingMore, draft)))
                : judge(plans, draft);
        draft.keep(sayingMore);
        return verdicts.stream().map(Verdict::outcome).toList();
    }

    /** What cannot be handled for a reason of its own is kept and shown, not dropped and not tried for ever. */
    void giveUp(Item item) {
        transaction.executeWithoutResult(status -> {
            entities.persist(
                    new SignalRow(item, Verdict.of(item, null, Outcome.UNREADABLE, "signal.why.failed", null)));
            events.publishEvent(new Changed(Changed.SIGNALS));
        });
    }

    /** Writes what was only counted so far: what is due by now, or {@code all} of it. */
    void save(Book book, boolean all) {
        Instant now = clock.instant();
        Map<Book.Place, FieldState> unsaved = book.unsaved(now, all);
        Life.Due due = book.life().due(now);
        if (!unsaved.isEmpty() || !due.none()) {
            transaction.executeWithoutResult(status -> {
                tables.write(unsaved);
                silence.write(due);
            });
            book.saved(unsaved, now);
            book.life().written(due, now);
        }
    }

    boolean databaseAnswers() {
        return tables.answers();
    }

    private List<Verdict> store(List<Plan> plans, Set<String> sayingMore, Book.Draft draft) {
        List<Verdict> verdicts = judge(plans, draft);
        List<SignalRow> kept = IntStream.range(0, plans.size())
                .filter(i -> !verdicts.get(i).outcome().countedOnly())
                .mapToObj(i -> new SignalRow(plans.get(i).item(), verdicts.get(i)))
                .toList();
        kept.forEach(entities::persist);
        tables.unknown(plans);
        proposals.take(plans);
        tables.write(draft.changed(sayingMore));
        if (!kept.isEmpty()) {
            events.publishEvent(new Changed(Changed.SIGNALS));
        }
        entities.flush();
        return verdicts;
    }

    /** Devices that say more than what is only counted: where they stand goes into the same transaction. */
    private static Set<String> sayingMore(List<Plan> plans) {
        return plans.stream()
                .filter(plan -> !plan.countedOnly())
                .map(plan -> plan.item().device())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
    }

    private List<Verdict> judge(List<Plan> plans, Book.Draft draft) {
        List<News> news = plans.stream().flatMap(Plan::news).toList();
        List<Answer> given = caseTypes.answers(news);
        silence.tested(news, given);
        Iterator<Answer> answers = given.iterator();
        return plans.stream().map(plan -> judge(plan, answers, draft)).toList();
    }

    private Verdict judge(Plan plan, Iterator<Answer> answers, Book.Draft draft) {
        Verdict gravest = null;
        for (Plan.Step step : plan.steps()) {
            Verdict verdict = step instanceof Plan.Ask ask
                    ? verdict(plan, ask, answers.next(), draft)
                    : verdict(plan, (Plan.Settled) step);
            if (gravest == null || verdict.outcome().graverThan(gravest.outcome())) {
                gravest = verdict;
            }
        }
        return Optional.ofNullable(gravest).orElseThrow();
    }

    private static Verdict verdict(Plan plan, Plan.Settled settled) {
        return Verdict.of(plan.item(), settled.reading(), settled.outcome(), settled.why(), null);
    }

    private static Verdict verdict(Plan plan, Plan.Ask ask, Answer answer, Book.Draft draft) {
        String device = ask.news().device().key();
        FieldState state = draft.state(device, ask.reading().field());
        if (state != null) {
            draft.state(device, ask.reading().field(), state.because(answer.outcome()));
        }
        return Verdict.of(plan.item(), ask.reading(), answer.outcome(), answer.why(), answer.caseNumber());
    }

    private int batteryGrade(double percent) {
        return devices.obtain().stream()
                .mapToInt(minds -> minds.batteryGrade(percent))
                .max()
                .orElse(0);
    }

    private Optional<Duration> lasting(SignalKind kind, double value, Device device) {
        return limits.obtain().stream()
                .flatMap(minds -> minds.lasting(kind, value, device.resident()).stream())
                .min(Duration::compareTo);
    }
}
