package care.nearkin.casefile;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EntryRows extends Repository<EntryRow, Long> {

    EntryRow save(EntryRow row);

    Optional<EntryRow> findByIdAndCaseId(long id, long caseId);

    List<EntryRow> findByCaseIdOrderByAtAscIdAsc(long caseId);

    /** The newest first. */
    @Query(value = """
            select * from case_entry
            where case_id = :caseId and (kind like any (:like)) <> :others
            order by at desc, id desc limit :last""", nativeQuery = true)
    List<EntryRow> last(long caseId, String[] like, boolean others, int last);
}
