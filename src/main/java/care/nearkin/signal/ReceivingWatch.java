package care.nearkin.signal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sees to it that exactly one node receives: the one whose connection holds the advisory lock. Each time it is taken has
 * a number of its own, so that nothing remembered from one watch is used in another.
 */
@Component
class ReceivingWatch {

    /** "nearkin" in hexadecimal; no other advisory lock of ours has it. */
    private static final long LOCK = 0x6e6561726b696eL;

    private static final int SECONDS_TO_ANSWER = 2;

    private final DataSource dataSource;
    private @Nullable Connection connection;
    private long taken;
    private volatile long current;

    ReceivingWatch(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The number of this watch, or 0 while another node has it or the database is away. */
    long current() {
        return current;
    }

    /** Called each second: keeps the watch, notices that it was lost, or tries to take it. */
    synchronized boolean hold() {
        try {
            if (connection != null && connection.isValid(SECONDS_TO_ANSWER)) {
                return true;
            }
            release();
            return take();
        } catch (SQLException e) {
            release();
            return false;
        }
    }

    private boolean take() throws SQLException {
        Connection fresh = dataSource.getConnection();
        try {
            fresh.setAutoCommit(true);
            if (locked(fresh)) {
                connection = fresh;
                current = ++taken;
                return true;
            }
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        fresh.close();
        return false;
    }

    private static boolean locked(Connection fresh) throws SQLException {
        try (PreparedStatement statement = fresh.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** The connection goes back to the pool, so the lock is let go by hand; a dead one lets go by itself. */
    synchronized void release() {
        current = 0;
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try (old;
                PreparedStatement statement = old.prepareStatement("select pg_advisory_unlock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        } catch (SQLException e) {
            // the connection is broken, and with it the lock is gone
        }
    }
}
