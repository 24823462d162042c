package care.nearkin.casefile;

import java.util.List;
import org.springframework.data.repository.Repository;

interface EntryRows extends Repository<EntryRow, Long> {

    EntryRow save(EntryRow row);

    List<EntryRow> findByCaseIdOrderByAtAscIdAsc(long caseId);
}
