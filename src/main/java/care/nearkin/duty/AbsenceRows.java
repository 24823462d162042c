package care.nearkin.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of absences, in plain SQL; a cancelled one stays and no longer counts. */
@Repository
class AbsenceRows {

    private final JdbcTemplate jdbc;

    AbsenceRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Absences are entered one after the other, so that two of them never overlap unseen. */
    void oneAfterTheOther() {
        jdbc.queryForList("select pg_advisory_xact_lock(hashtext('absence'))");
    }

    void add(String person, @Nullable String deputy, LocalDate first, LocalDate last, String enteredBy, Instant at) {
        jdbc.update("""
                insert into absence (person, deputy, first_day, last_day, entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?)
                """, person, deputy, first, last, enteredBy, Timestamp.from(at));
    }

    boolean cancel(long id, String by, Instant at) {
        return jdbc.update(
                        "update absence set cancelled_by = ?, cancelled_at = ? where id = ? and cancelled_at is null",
                        by,
                        Timestamp.from(at),
                        id)
                == 1;
    }

    Optional<Absence> find(long id) {
        return jdbc.query("select * from absence where id = ?", AbsenceRows::absence, id).stream()
                .findFirst();
    }

    boolean overlaps(String person, LocalDate first, LocalDate last) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from absence where person = ? and cancelled_at is null
                               and first_day <= ? and last_day >= ?)
                """, Boolean.class, person, last, first));
    }

    /** Of today. */
    List<Absence> on(LocalDate day) {
        return jdbc.query(
                "select * from absence where cancelled_at is null and first_day <= ? and last_day >= ?",
                AbsenceRows::absence,
                day,
                day);
    }

    List<Absence> ofOn(String person, LocalDate day) {
        return jdbc.query("""
                select * from absence where person = ? and cancelled_at is null and first_day <= ? and last_day >= ?
                """, AbsenceRows::absence, person, day, day);
    }

    List<String> namedDeputy(String deputy, LocalDate day) {
        return jdbc.queryForList("""
                select person from absence
                where deputy = ? and cancelled_at is null and first_day <= ? and last_day >= ? order by person
                """, String.class, deputy, day, day);
    }

    /** Newest first, from a cursor on; with a person only hers. */
    List<Absence> list(@Nullable String person, long before, int most) {
        return jdbc.query("""
                select * from absence where id < ? and (cast(? as varchar) is null or person = ?)
                order by id desc limit ?
                """, AbsenceRows::absence, before, person, person, most);
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getLong("id"),
                row.getString("person"),
                row.getString("deputy"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("entered_by"),
                row.getTimestamp("entered_at").toInstant(),
                row.getString("cancelled_by"));
    }
}
