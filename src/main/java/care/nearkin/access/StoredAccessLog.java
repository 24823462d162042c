package care.nearkin.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The access log in two tables that are only ever appended to. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class StoredAccessLog implements AccessLog {

    /** Who acts when no person does: a sensor, a timer, the program at its start. */
    static final String NOBODY = "system";

    private static final int LONGEST_WHY = 500;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    StoredAccessLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void read(String what, String which) {
        add(what, which, null);
    }

    @Override
    public void read(String what, String which, String why) {
        add(what, which, why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why);
    }

    private void add(String what, String which, @Nullable String why) {
        jdbc.update(
                "insert into access_read (at, who, what, which, why) values (?, ?, ?, ?, ?)",
                now(),
                who(),
                what,
                which,
                why);
    }

    @Override
    public void wrote(String what, String which, String why) {
        jdbc.update(
                "insert into access_write (at, who, what, which, why) values (?, ?, ?, ?, ?)",
                now(),
                who(),
                what,
                which,
                why);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Look> looks(Collection<String> what, String which, int most) {
        String[] kinds = what.toArray(String[]::new);
        return jdbc.query(
                """
                (select at, who, what, false as written from access_read where what = any(?) and which = ?
                 order by at desc limit ?)
                union all
                (select at, who, what, true from access_write where what = any(?) and which = ? order by at desc limit ?)
                order by at desc limit ?""",
                (row, at) -> new Look(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("what"),
                        row.getBoolean("written")),
                kinds,
                which,
                most,
                kinds,
                which,
                most,
                most);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public String who() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? NOBODY : who.getName();
    }
}
