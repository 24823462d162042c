package care.nearkin.casefile;

import care.nearkin.access.AccessLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what happened in a case, with what was answered in private; each reading is logged. */
@Component
class Timelines {

    private final EntryRows entries;
    private final AnswerRows answers;
    private final NoteCorrectionRows corrections;
    private final AccessLog accessLog;
    private final Set<String> messageKinds;

    Timelines(
            EntryRows entries,
            AnswerRows answers,
            NoteCorrectionRows corrections,
            AccessLog accessLog,
            List<CaseType> types) {
        this.entries = entries;
        this.answers = answers;
        this.corrections = corrections;
        this.accessLog = accessLog;
        this.messageKinds =
                types.stream().flatMap(type -> type.messageKinds().stream()).collect(Collectors.toSet());
    }

    List<TimelineEntry> whole(CaseRow row) {
        accessLog.read("case", row.view().number());
        return view(entries.findByCaseIdOrderByAtAscIdAsc(row.id()), answers.findByCaseIdOrderById(row.id()));
    }

    /** Oldest first, with the answers of these lines only. */
    List<TimelineEntry> last(CaseRow row, @Nullable Strand strand, int last) {
        accessLog.read("case", row.view().number());
        Strand.Kinds kinds = Strand.kinds(strand, messageKinds);
        List<EntryRow> newest = new ArrayList<>(entries.last(row.id(), kinds.like(), kinds.others(), last));
        Collections.reverse(newest);
        List<String> tasks = newest.stream()
                .map(EntryRow::taskId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
        return view(newest, tasks.isEmpty() ? List.of() : answers.findByCaseIdAndTaskIdInOrderById(row.id(), tasks));
    }

    private List<TimelineEntry> view(List<EntryRow> entries, List<AnswerRow> answers) {
        Map<String, ? extends Map<String, String>> byTask = answers.stream()
                .collect(Collectors.groupingBy(
                        AnswerRow::taskId,
                        Collectors.toMap(AnswerRow::field, AnswerRow::value, (a, b) -> b, LinkedHashMap::new)));
        return corrections.corrected(entries.stream()
                .map(entry -> entry.view(Objects.requireNonNullElse(byTask.get(entry.taskId()), Map.of())))
                .toList());
    }
}
