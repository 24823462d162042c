package care.nearkin.worklist;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface OpenTaskRows extends Repository<OpenTaskRow, String> {

    OpenTaskRow save(OpenTaskRow row);

    Optional<OpenTaskRow> findById(String id);

    List<OpenTaskRow> findByPausedUntilLessThanEqual(Instant now);

    List<OpenTaskRow> findByIdIn(Collection<String> ids);

    void delete(OpenTaskRow row);

    List<OpenTaskRow> findByCaseNumberInOrderByPosition(Collection<String> caseNumbers);
}
