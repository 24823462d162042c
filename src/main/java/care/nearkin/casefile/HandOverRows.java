package care.nearkin.casefile;

import care.nearkin.casefile.CaseFiles.HandOver;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What cases left for other case types. */
@Repository
class HandOverRows {

    private final JdbcClient jdbc;

    HandOverRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when it was there before. */
    boolean add(String number, String toType, String because, Instant now) {
        return jdbc.sql("""
                        insert into case_handover (number, to_type, because, at)
                        values (:number, :type, :because, :now) on conflict do nothing""")
                        .param("number", number)
                        .param("type", toType)
                        .param("because", because)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    List<HandOver> waiting(String toType, int most) {
        return jdbc.sql("""
                        select number, because, at from case_handover
                        where to_type = :type and taken_by is null order by at limit :most""")
                .param("type", toType)
                .param("most", most)
                .query((row, at) -> new HandOver(
                        row.getString("number"),
                        row.getString("because"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
