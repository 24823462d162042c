package care.nearkin.casefile;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.Repository;

interface AnswerRows extends Repository<AnswerRow, Long> {

    AnswerRow save(AnswerRow row);

    List<AnswerRow> findByCaseIdOrderById(long caseId);

    List<AnswerRow> findByCaseIdAndTaskIdInOrderById(long caseId, Collection<String> tasks);
}
