package care.nearkin.casefile;

import java.util.List;
import org.springframework.data.repository.Repository;

interface AnswerRows extends Repository<AnswerRow, Long> {

    AnswerRow save(AnswerRow row);

    List<AnswerRow> findByCaseIdOrderById(long caseId);
}
