package care.nearkin.casefile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CaseRows extends Repository<CaseRow, Long> {

    CaseRow save(CaseRow row);

    List<CaseRow> findByNumberIn(Collection<String> numbers);

    @Query("""
            select c from CaseRow c
            where (:type is null or c.type = :type)
              and (:allTypes = true or c.type in :types)
              and (:status is null or c.status = :status)
              and (:resident is null or c.resident = :resident)
              and (:everywhere = true or c.area is null or c.area in :areas)
              and (c.sealedAt is null or exists (select 1 from CaseReaderRow r
                where r.key.caseNumber = c.number and r.key.reader = :reader and (r.until is null or r.until > :now)))
              and (:before is null or c.id < :before)
              and (:beyond is null or c.id > :beyond)
            """)
    List<CaseRow> page(
            @Nullable String type,
            boolean allTypes,
            Set<String> types,
            CaseFile.@Nullable Status status,
            @Nullable Long resident,
            boolean everywhere,
            Set<String> areas,
            String reader,
            Instant now,
            @Nullable Long before,
            @Nullable Long beyond,
            Sort order,
            Limit limit);

    @Query("""
            select c from CaseRow c
            where c.number like :like
              and (:running is null or c.running = :running)
              and (:type is null or c.type = :type)
              and (:allTypes = true or c.type in :types)
              and (:status is null or c.status = :status)
              and (:resident is null or c.resident = :resident)
              and (:everywhere = true or c.area is null or c.area in :areas)
              and (c.sealedAt is null or exists (select 1 from CaseReaderRow r
                where r.key.caseNumber = c.number and r.key.reader = :reader and (r.until is null or r.until > :now)))
              and (:before is null or c.id < :before)
              and (:beyond is null or c.id > :beyond)
            """)
    List<CaseRow> numbered(
            String like,
            @Nullable Long running,
            @Nullable String type,
            boolean allTypes,
            Set<String> types,
            CaseFile.@Nullable Status status,
            @Nullable Long resident,
            boolean everywhere,
            Set<String> areas,
            String reader,
            Instant now,
            @Nullable Long before,
            @Nullable Long beyond,
            Sort order,
            Limit limit);

    @Query("""
            select c from CaseRow c
            where c.resident in :residents
              and (:allTypes = true or c.type in :types)
              and (:everywhere = true or c.area is null or c.area in :areas)
              and (c.sealedAt is null or exists (select 1 from CaseReaderRow r
                where r.key.caseNumber = c.number and r.key.reader = :reader and (r.until is null or r.until > :now)))
            order by c.id desc
            """)
    List<CaseRow> ofPeople(
            Collection<Long> residents,
            boolean allTypes,
            Set<String> types,
            boolean everywhere,
            Set<String> areas,
            String reader,
            Instant now,
            Limit limit);

    @Query("""
            select c from CaseRow c
            where c.resident in :residents and c.type = :type and c.status = 'OPEN' and c.mergedInto is null
            order by c.id
            """)
    List<CaseRow> openOf(Collection<Long> residents, String type, Limit limit);
}
