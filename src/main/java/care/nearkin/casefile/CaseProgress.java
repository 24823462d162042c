package care.nearkin.casefile;

import care.nearkin.engine.FlowNews;
import care.nearkin.engine.PrivateAnswers;
import care.nearkin.engine.TaskNews;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down what happens to a case in the engine, in the engine's transaction: answers, the outcome
 * and the end; keeps the answers that are private.
 */
@Component
class CaseProgress implements PrivateAnswers {

    private final CasesByNumber cases;
    private final EntryRows entries;
    private final AnswerRows answers;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Map<String, CaseType> types;

    CaseProgress(
            CasesByNumber cases,
            EntryRows entries,
            AnswerRows answers,
            Clock clock,
            ApplicationEventPublisher events,
            List<CaseType> types) {
        this.events = events;
        this.cases = cases;
        this.entries = entries;
        this.answers = answers;
        this.clock = clock;
        this.types = types.stream().collect(Collectors.toMap(CaseType::key, Function.identity()));
    }

    @Override
    public void keep(String caseNumber, String taskKey, String taskId, Map<String, String> given, @Nullable String by) {
        row(caseNumber)
                .ifPresent(row ->
                        given.forEach((field, value) -> answers.save(new AnswerRow(row.id(), taskId, field, value))));
    }

    @EventListener
    void answered(TaskNews.Answered news) {
        List<String> arguments = new ArrayList<>();
        arguments.add("@" + news.task().flow() + "." + news.task().key());
        arguments.add("form:" + news.form());
        news.answers().forEach((field, value) -> arguments.add(news.form() + "." + field + "=" + value));
        write(
                news.task().caseNumber(),
                "task.answered",
                news.by(),
                arguments,
                news.task().id());
    }

    @EventListener
    void outcome(FlowNews.OutcomeReached news) {
        CaseType type = types.get(news.flow());
        if (type != null) {
            row(news.caseNumber()).ifPresent(row -> row.outcome(type.outcomeOf(news.endId())));
        }
    }

    @EventListener
    void ended(FlowNews.Ended news) {
        row(news.caseNumber()).ifPresent(row -> {
            row.close(clock.instant());
            CaseFile file = row.view();
            write(file.number(), "case.closed", null, List.of("@" + file.type() + ".outcome." + file.outcome()), null);
            events.publishEvent(new CaseClosed(file.number(), file.type(), String.valueOf(file.outcome())));
        });
    }

    private void write(
            String number, String kind, @Nullable String by, List<String> arguments, @Nullable String taskId) {
        row(number).ifPresent(row -> {
            CaseFiles.Entry entry = new CaseFiles.Entry(kind, clock.instant(), by, arguments, null);
            entries.save(new EntryRow(row.id(), entry, entry.at(), taskId));
        });
    }

    private Optional<CaseRow> row(String number) {
        return cases.find(number);
    }
}
