package care.nearkin.worklist;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OpenTaskRows extends Repository<OpenTaskRow, String> {

    OpenTaskRow save(OpenTaskRow row);

    Optional<OpenTaskRow> findById(String id);

    void delete(OpenTaskRow row);

    List<OpenTaskRow> findByCaseNumberInOrderByPosition(Collection<String> caseNumbers);

    /** Newest first. {@code groups} empty means any group; areas empty with {@code everywhere} false means none. */
    @Query(nativeQuery = true, value = """
                    select * from open_task t
                    where (cast(:caseNumber as varchar) is null or t.case_number = :caseNumber)
                      and (cast(:assignee as varchar) is null or t.assignee = :assignee)
                      and (t.groups && cast(:groups as varchar[]) or t.assignee = :viewer)
                      and (:everywhere or t.area is null or t.area = any(cast(:areas as varchar[])))
                      and (cast(:before as bigint) is null or t.position < :before)
                    order by t.position desc
                    limit :most
                    """)
    List<OpenTaskRow> page(
            @Nullable String caseNumber,
            @Nullable String assignee,
            String[] groups,
            String viewer,
            boolean everywhere,
            String[] areas,
            @Nullable Long before,
            int most);

    /**
     * What hurts first: by due time. A page goes on after a due time (as ISO text; {@code infinity} for none) and a
     * position; {@code late} leaves out what is in time.
     */
    @Query(nativeQuery = true, value = """
                    select * from open_task t
                    where (cast(:assignee as varchar) is null or t.assignee = :assignee)
                      and (t.groups && cast(:groups as varchar[]) or t.assignee = :viewer)
                      and (:everywhere or t.area is null or t.area = any(cast(:areas as varchar[])))
                      and (not :late or t.due < cast(:now as timestamptz))
                      and (cast(:afterDue as varchar) is null
                           or (coalesce(t.due, 'infinity'), t.position)
                              > (cast(cast(:afterDue as varchar) as timestamptz), :afterPosition))
                    order by coalesce(t.due, 'infinity'), t.position
                    limit :most
                    """)
    List<OpenTaskRow> byDue(
            @Nullable String assignee,
            String[] groups,
            String viewer,
            boolean everywhere,
            String[] areas,
            boolean late,
            String now,
            @Nullable String afterDue,
            long afterPosition,
            int most);
}
