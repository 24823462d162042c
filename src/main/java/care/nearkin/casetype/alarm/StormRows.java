package care.nearkin.casetype.alarm;

import care.nearkin.casetype.alarm.AlarmCase.StormPlace;
import care.nearkin.casetype.alarm.Storm.Count;
import care.nearkin.casetype.alarm.Storm.Eyes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Storms as they are shown; every query counts and lists what the eyes may see and nothing else. */
@Repository
class StormRows {

    private static final String SEEN = "(:everywhere or a.area is null or a.area = any(:areas))";
    private static final String GROUPED = "(a.kind || ':' || a.severity = any(:grouped))";

    private static final String SUMMARY = """
            select s.id, s.place_kind, s.name, s.over_at, min(a.rung_at) since, count(*) alarms,
                   count(*) filter (where %2$s) grouped,
                   count(*) filter (where %2$s and a.acknowledged_at is null and a.resolved_at is null) waiting,
                   count(*) filter (where a.acknowledged_at is not null) taken,
                   min(a.rung_at) filter (where %2$s and a.acknowledged_at is null and a.resolved_at is null) oldest,
                   max(a.last_ring_at) filter (where %2$s and a.acknowledged_at is null and a.resolved_at is null) newest
            from alarm_storm s join alarm_place p on p.storm = s.id join alarm a on a.case_number = p.case_number
            where %1$s and %3$s group by s.id order by s.id desc""";

    /** One alarm at the place of a storm that is worked alone. */
    record Alone(long storm, String number) {}

    /** The storm that a case is worked in. */
    record Membership(long storm, String name) {}

    private final JdbcClient jdbc;
    private final StormRules rules;

    StormRows(JdbcClient jdbc, StormRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** Storms with something left to do in them, newest first. */
    List<Storm> open(Eyes eyes) {
        if (!any()) {
            return List.of();
        }
        return summaries(eyes, "s.over_at is null and a.resolved_at is null", null);
    }

    /** Whether there is a storm at all: mostly not, and then nothing else is asked. */
    private boolean any() {
        return jdbc.sql("select exists (select 1 from alarm_storm where over_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** With those of its alarms that are over already. Empty for whom none of them concerns. */
    Optional<Storm> find(long id, Eyes eyes) {
        return summaries(eyes, "s.id = :id", id).stream().findFirst();
    }

    private List<Storm> summaries(Eyes eyes, String which, @Nullable Long id) {
        List<Storm> storms = asked(SUMMARY.formatted(SEEN, GROUPED, which), eyes)
                .param("grouped", rules.grouped())
                .param("id", id)
                .query((row, at) -> storm(row))
                .list();
        if (storms.isEmpty()) {
            return storms;
        }
        Map<Long, List<Count>> kinds = kinds(eyes, which, id);
        return storms.stream()
                .map(storm -> storm.of(kinds.getOrDefault(storm.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Count>> kinds(Eyes eyes, String which, @Nullable Long id) {
        Map<Long, List<Count>> kinds = new HashMap<>();
        asked("""
                        select s.id, a.kind, count(*) alarms
                        from alarm_storm s join alarm_place p on p.storm = s.id
                        join alarm a on a.case_number = p.case_number
                        where %s and %s group by s.id, a.kind order by count(*) desc, a.kind""".formatted(SEEN, which), eyes).param("id", id).query(row -> {
            kinds.computeIfAbsent(row.getLong("id"), storm -> new java.util.ArrayList<>())
                    .add(new Count(AlarmKind.valueOf(row.getString("kind")), row.getInt("alarms")));
        });
        return kinds;
    }

    /** What must be worked alone at the places of open storms, smoke and its like first; theirs or beside them. */
    List<Alone> alone(Eyes eyes) {
        return asked("""
                        select s.id, a.case_number
                        from alarm_storm s
                        join alarm_place p on p.storm = s.id or p.building = s.place or p.gateway = s.place
                        join alarm a on a.case_number = p.case_number
                        where s.over_at is null and a.resolved_at is null and %s and not %s
                        order by a.kind = any(:first) desc, a.acknowledged_at is not null, a.rung_at
                        """.formatted(SEEN, GROUPED), eyes)
                .param("grouped", rules.grouped())
                .param(
                        "first",
                        StormRules.NEVER_GROUPED.stream().map(AlarmKind::name).toArray(String[]::new))
                .query((row, at) -> new Alone(row.getLong("id"), row.getString("case_number")))
                .list();
    }

    /** The numbers of a storm's alarms in these eyes, oldest first. */
    List<String> members(long id, Eyes eyes) {
        return asked("""
                        select a.case_number from alarm_place p join alarm a on a.case_number = p.case_number
                        where p.storm = :id and %s order by a.rung_at, a.case_number""".formatted(SEEN), eyes)
                .param("id", id)
                .query(String.class)
                .list();
    }

    Optional<Membership> of(String caseNumber) {
        return jdbc.sql("""
                        select s.id, s.name from alarm_place p join alarm_storm s on s.id = p.storm
                        where p.case_number = :number""")
                .param("number", caseNumber)
                .query((row, at) -> new Membership(row.getLong("id"), row.getString("name")))
                .optional();
    }

    /** The storm that is not over and that this case belongs to. */
    Optional<Long> openOf(String caseNumber) {
        return jdbc.sql("""
                        select s.id from alarm_place p join alarm_storm s on s.id = p.storm
                        where p.case_number = :number and s.over_at is null""").param("number", caseNumber).query(Long.class).optional();
    }

    private JdbcClient.StatementSpec asked(String sql, Eyes eyes) {
        return jdbc.sql(sql).param("everywhere", eyes.everywhere()).param("areas", eyes.areas());
    }

    private static Storm storm(ResultSet row) throws SQLException {
        return new Storm(
                row.getLong("id"),
                StormPlace.valueOf(row.getString("place_kind")),
                row.getString("name"),
                java.util.Objects.requireNonNull(instant(row, "since")),
                instant(row, "over_at"),
                row.getInt("alarms"),
                row.getInt("grouped"),
                row.getInt("waiting"),
                row.getInt("taken"),
                instant(row, "oldest"),
                instant(row, "newest"),
                List.of());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
