package care.nearkin.worklist;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Numbers tasks in order of arrival, taken from the database fifty at a time. */
@Component
class Positions {

    private static final int BLOCK = 50;

    private final JdbcTemplate jdbc;
    private long next;
    private long end;

    Positions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    synchronized long next() {
        if (next >= end) {
            Long start = jdbc.queryForObject("select nextval('open_task_position')", Long.class);
            next = java.util.Objects.requireNonNull(start);
            end = next + BLOCK;
        }
        return next++;
    }
}
