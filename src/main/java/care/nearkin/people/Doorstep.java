package care.nearkin.people;

import care.nearkin.kernel.SealedText;
import care.nearkin.kernel.Words;
import care.nearkin.people.Responders.Candidate;
import care.nearkin.people.Responders.Keyholder;
import care.nearkin.people.Responders.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who can be at a resident's door, in one query: a storm asks it for every alarm. What else waits to be written in the
 * transaction stays waiting.
 */
@Component
class Doorstep {

    static final int MOST = 200;

    /** Both ways in by an index; a match that also serves the area is one person. Without hours {@code there} is null. */
    private static final String NEAR = """
            with home as (
                select h.area, lower(trim(h.estate)) as estate, lower(trim(h.building)) as building
                from resident p left join household h on h.id = p.household_id where p.id = :resident
            ), asked as (
                select r.*, m.metres, m.has_key
                from responder_match m join responder r on r.id = m.responder_id where m.resident_id = :resident
                union all
                select r.*, null, false from home join responder r on r.area = home.area
                where r.id not in (select responder_id from responder_match where resident_id = :resident)
            ), lives as (
                select a.*,
                    case when a.estate is not null then a.area else o.area end as own_area,
                    lower(trim(coalesce(a.estate, o.estate))) as own_estate,
                    lower(trim(case when a.estate is not null then a.building else o.building end)) as own_building
                from asked a
                left join lateral (
                    select bool_or(
                        (t.days & :day) <> 0 and t.opens <= :minute and (:minute < t.closes or t.closes <= t.opens)
                        or (t.days & :dayBefore) <> 0 and t.closes <= t.opens and :minute < t.closes) as there
                    from responder_hours t where t.responder_id = a.id) t on true
                left join resident s on s.id = a.resident_id
                left join household o on o.id = s.household_id
                where a.resident_id is distinct from :resident
                and (not a.paused or a.paused_until < :today)
                and t.there is not false
            )
            select l.id, l.name, l.kind, l.skills, l.phone, l.mail, l.staff, l.language, l.area, l.has_key,
                l.metres is not null as measured, coalesce(l.metres, e.metres) as metres
            from lives l cross join home
            left join distance_estimate e on e.same = case
                when l.own_estate = home.estate and l.own_building = home.building then 'BUILDING'
                when l.own_estate = home.estate then 'ESTATE'
                when l.own_area = home.area then 'AREA' end
            order by coalesce(l.metres, e.metres) nulls last, l.id limit :most
            """;

    private static final String KEYHOLDERS = "select r.id, r.name, r.kind, r.hours, m.metres, " + Span.COLUMN
            + " as spans from responder_match m join responder r on r.id = m.responder_id"
            + " where m.resident_id = :resident and m.has_key order by m.metres, r.name";

    private final JdbcClient jdbc;
    private final SealedText sealed;
    private final HoursWords hours;
    private final Clock clock;

    Doorstep(JdbcClient jdbc, SealedText sealed, HoursWords hours, Clock clock) {
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.hours = hours;
        this.clock = clock;
    }

    /** A candidate, whether somebody said how far she is or her address did, and the area she serves. */
    record Near(
            Candidate candidate, boolean measured, @Nullable String area) {}

    List<Near> near(long resident, Instant at) {
        ZonedDateTime here = at.atZone(clock.getZone());
        return jdbc.sql(NEAR)
                .param("resident", resident)
                .param("today", here.toLocalDate())
                .param("day", Hours.bit(here.getDayOfWeek()))
                .param("dayBefore", Hours.bit(here.getDayOfWeek().minus(1)))
                .param("minute", Hours.minute(here.toLocalTime()))
                .param("most", MOST)
                .query((row, number) -> near(row))
                .list();
    }

    List<Keyholder> keyholders(long resident) {
        return jdbc.sql(KEYHOLDERS)
                .param("resident", resident)
                .query((row, number) -> new Keyholder(
                        row.getLong("id"),
                        row.getString("name"),
                        Kind.valueOf(row.getString("kind")),
                        hours.say(Span.read(row.getString("spans")), row.getString("hours")),
                        row.getInt("metres")))
                .list();
    }

    private Near near(ResultSet row) throws SQLException {
        return new Near(
                new Candidate(
                        row.getLong("id"),
                        row.getString("name"),
                        Kind.valueOf(row.getString("kind")),
                        SkillSet.read(row.getString("skills")),
                        row.getObject("metres", Integer.class),
                        row.getBoolean("has_key"),
                        open(row.getString("phone")),
                        open(row.getString("mail")),
                        row.getString("staff"),
                        Words.language(row.getString("language"))),
                row.getBoolean("measured"),
                row.getString("area"));
    }

    private @Nullable String open(@Nullable String text) {
        return sealed.convertToEntityAttribute(text);
    }
}
