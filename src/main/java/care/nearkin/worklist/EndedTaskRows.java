package care.nearkin.worklist;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface EndedTaskRows extends Repository<EndedTaskRow, String> {

    EndedTaskRow save(EndedTaskRow row);

    Optional<EndedTaskRow> findById(String id);
}
