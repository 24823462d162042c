package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.hibernate.Session;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds a case's row by its number without flushing what waits to be written, so that many cases opened in one
 * transaction go to the database in batches.
 */
@Component
class CasesByNumber {

    private final EntityManager session;
    private final JdbcTemplate jdbc;

    CasesByNumber(EntityManager session, JdbcTemplate jdbc) {
        this.session = session;
        this.jdbc = jdbc;
    }

    Optional<CaseRow> find(String number) {
        return session.unwrap(Session.class)
                .bySimpleNaturalId(CaseRow.class)
                .setSynchronizationEnabled(false)
                .loadOptional(number);
    }

    CaseRow get(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("case.not-found", number));
    }

    /** As it is now, held until the transaction ends: whoever comes second waits and sees what the first did. */
    CaseRow hold(String number) {
        CaseRow row = get(number);
        session.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        return row;
    }

    long next(String type) {
        Long next = jdbc.queryForObject("select nextval(cast(? as regclass))", Long.class, "case_number_" + type);
        return java.util.Objects.requireNonNull(next);
    }
}
