package care.nearkin.people;

import care.nearkin.access.AccessLog;
import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Refusal;
import care.nearkin.kernel.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that may be of one person, for supervisors: born on the same day, and of the same name or in the same home, where
 * a name written with other characters does not matter. One document is one record's only, so it is no likeness.
 */
@Component
class AlikePairs {

    /** NAME: wherever they live. HOME: whatever they are called. */
    enum Likeness {
        NAME,
        HOME
    }

    /** One of the two. */
    record One(long id, String key, String name, @Nullable String line) {}

    /** {@code who} said that they are two people, and when; null where nobody has. */
    record Pair(
            One one,
            One other,
            LocalDate born,
            boolean sameName,
            boolean sameHome,
            @Nullable String who,
            @Nullable Instant at) {}

    /** {@code likeness} and {@code area} null is any; {@code answered}: those of which somebody said that they are two. */
    record Ask(
            @Nullable Likeness likeness,
            @Nullable String area,
            boolean answered,
            @Nullable String after,
            int limit) {}

    private static final String NAMESAKES = """
            select a.id as one, b.id as other from resident a join resident b
              on b.birth_date = a.birth_date and b.name collate "C" = a.name collate "C" and b.id > a.id""";

    private static final String HOUSEMATES = """
            select a.id as one, b.id as other from resident a join resident b
              on b.household_id = a.household_id and b.birth_date = a.birth_date and b.id > a.id""";

    private final JdbcClient jdbc;
    private final Viewers viewers;
    private final AccessLog log;
    private final Clock clock;

    AlikePairs(JdbcClient jdbc, Viewers viewers, AccessLog log, Clock clock) {
        this.jdbc = jdbc;
        this.viewers = viewers;
        this.log = log;
        this.clock = clock;
    }

    /** Of her areas both, those written down first before the others. */
    @Transactional
    Slice<Pair> list(Ask ask) {
        log.read("resident-pairs", ask.area() == null ? "all" : ask.area());
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select a.id a_id, a.resident_key a_key, a.name a_name, ha.line a_line,"
                + " b.id b_id, b.resident_key b_key, b.name b_name, hb.line b_line, a.birth_date,"
                + " a.name = b.name as same_name, a.household_id = b.household_id as same_home, n.who, n.at from ("
                + pairs(ask.likeness()) + ") p join resident a on a.id = p.one join resident b on b.id = p.other"
                + " left join household ha on ha.id = a.household_id left join household hb on hb.id = b.household_id"
                + " left join not_same_person n on n.one = p.one and n.other = p.other"
                + " where n.one is " + (ask.answered() ? "not null" : "null"));
        Viewer viewer = viewers.current();
        if (!viewer.everywhere()) {
            sql.append(
                    " and (ha.area is null or ha.area = any(:served)) and (hb.area is null or hb.area = any(:served))");
            values.put("served", viewer.areas().toArray(String[]::new));
        }
        if (ask.area() != null) {
            sql.append(" and (ha.area = :area or hb.area = :area)");
            values.put("area", ask.area());
        }
        if (ask.after() != null) {
            ListCursor at = ListCursor.read(ask.after());
            sql.append(" and (p.one, p.other) > (:id, cast(:place as bigint))");
            values.put("id", at.id());
            values.put("place", number(at.place()));
        }
        values.put("limit", ask.limit() + 1);
        return Slice.of(
                jdbc.sql(sql + " order by p.one, p.other limit :limit")
                        .params(values)
                        .query((row, at) -> pair(row))
                        .list(),
                ask.limit(),
                last -> ListCursor.of(
                        last.one().id(), Long.toString(last.other().id())));
    }

    private static String pairs(@Nullable Likeness likeness) {
        return likeness == Likeness.NAME
                ? NAMESAKES
                : likeness == Likeness.HOME ? HOUSEMATES : NAMESAKES + " union " + HOUSEMATES;
    }

    private static String number(String place) {
        if (!place.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "people.bad-cursor");
        }
        return place;
    }

    private static Pair pair(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        return new Pair(
                new One(row.getLong("a_id"), row.getString("a_key"), row.getString("a_name"), row.getString("a_line")),
                new One(row.getLong("b_id"), row.getString("b_key"), row.getString("b_name"), row.getString("b_line")),
                row.getObject("birth_date", LocalDate.class),
                row.getBoolean("same_name"),
                row.getBoolean("same_home"),
                row.getString("who"),
                at == null ? null : at.toInstant());
    }

    /** Saying it twice says it once; the two have been looked up by who may see them. */
    @Transactional
    void areTwo(Resident one, Resident other) {
        jdbc.sql("insert into not_same_person (one, other, who, at) values (:one, :other, :who, :now)"
                        + " on conflict do nothing")
                .param("one", Math.min(one.id(), other.id()))
                .param("other", Math.max(one.id(), other.id()))
                .param("who", viewers.current().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        log.wrote("resident", one.key(), "not the same as " + other.key());
    }

    @Transactional
    void mayBeOne(Resident one, Resident other) {
        jdbc.sql("delete from not_same_person where one = :one and other = :other")
                .param("one", Math.min(one.id(), other.id()))
                .param("other", Math.max(one.id(), other.id()))
                .update();
        log.wrote("resident", one.key(), "may be the same as " + other.key());
    }
}
