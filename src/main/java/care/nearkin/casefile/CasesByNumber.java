package care.nearkin.casefile;

import care.nearkin.kernel.Refusal;
import jakarta.persistence.EntityManager;
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

    /**
     * As it is now, and until the transaction ends nobody else holds it: whoever comes second waits and sees what the first
     * did. Those who work on it are not kept waiting, so nobody waits for each other.
     */
    CaseRow hold(String number) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 37))", row -> {}, number);
        CaseRow row = get(number);
        session.refresh(row);
        return row;
    }

    long next(String type) {
        Long next = jdbc.queryForObject("select nextval(cast(? as regclass))", Long.class, "case_number_" + type);
        return java.util.Objects.requireNonNull(next);
    }
}
