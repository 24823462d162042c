package care.nearkin.kernel;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what is old, a little at a time and each time in a transaction of its own, so that nobody waits for it. Of
 * several nodes one does it: the others find the lock taken and leave it to her.
 */
@Component
public class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int A_LITTLE = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Sweep(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param what for the log and the lock
     * @param delete deletes at most as many rows as it is given and answers how many
     * @return how many rows are gone
     */
    public int out(String what, IntUnaryOperator delete) {
        int gone = 0;
        int now;
        do {
            now = Objects.requireNonNull(transaction.execute(status -> mine(what) ? delete.applyAsInt(A_LITTLE) : 0));
            gone += now;
        } while (now == A_LITTLE);
        if (gone > 0) {
            LOG.info("{} old rows deleted: {}", gone, what);
        }
        return gone;
    }

    private boolean mine(String what) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select pg_try_advisory_xact_lock(hashtextextended(?, 0))", Boolean.class, "nearkin sweep " + what));
    }
}
