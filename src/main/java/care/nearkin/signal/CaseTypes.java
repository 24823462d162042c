package care.nearkin.signal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Asks the case types what news are to them; the first that has an answer gives it. */
@Component
class CaseTypes {

    private final SingletonSupplier<List<AnswersNews>> caseTypes;

    CaseTypes(ObjectProvider<AnswersNews> caseTypes) {
        this.caseTypes = SingletonSupplier.of(() -> caseTypes.orderedStream().toList());
    }

    List<Answer> answers(List<News> news) {
        if (news.isEmpty()) {
            return List.of();
        }
        Answer[] answers = new Answer[news.size()];
        caseTypes.obtain().forEach(caseType -> {
            int[] open = IntStream.range(0, answers.length)
                    .filter(i -> answers[i] == null)
                    .toArray();
            List<Optional<Answer>> given =
                    caseType.answer(IntStream.of(open).mapToObj(news::get).toList());
            IntStream.range(0, open.length).forEach(i -> given.get(i).ifPresent(answer -> answers[open[i]] = answer));
        });
        return IntStream.range(0, answers.length)
                .mapToObj(i -> answers[i] == null ? Unanswered.answer(news.get(i)) : answers[i])
                .toList();
    }
}
