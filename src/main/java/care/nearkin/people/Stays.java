package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who lived behind which door, from when until when. */
@Component
class Stays {

    private static final int LAST_GONE = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Stays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody who lives there; {@code since} null when nobody wrote it down, {@code from} where she lived before. */
    record Here(
            long id,
            String key,
            String name,
            @Nullable LocalDate birthDate,
            boolean livesAlone,
            @Nullable Instant since,
            @Nullable String from,
            String place) {}

    /** Somebody who lived there; {@code now} is where she lives today. */
    record Gone(
            long id,
            String key,
            String name,
            Instant until,
            @Nullable Long home,
            @Nullable String now) {}

    /** One stay from beginning to end, as far as they are known. */
    record Stay(
            String line,
            @Nullable Instant movedIn,
            @Nullable Instant movedOut) {}

    /** All of one person, oldest first. */
    @Transactional(readOnly = true)
    List<Stay> of(long resident) {
        return jdbc.sql("""
                select h.line, s.moved_in, s.moved_out from household_stay s join household h on h.id = s.household_id
                where s.resident_id = :resident order by s.id""").param("resident", resident).query(Stay.class).list();
    }

    /** After she and her household are in their tables; {@code to} null: it is not known where she lives now. */
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(long resident, @Nullable Long to) {
        jdbc.sql("update household_stay set moved_out = :now where resident_id = :resident and moved_out is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("resident", resident)
                .update();
        if (to != null) {
            jdbc.sql("insert into household_stay (resident_id, household_id, moved_in) values (:resident, :to, :now)")
                    .param("resident", resident)
                    .param("to", to)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** By name; where they lived before is said of areas that the viewer serves only. */
    @Transactional(readOnly = true)
    Slice<Here> here(long household, Viewer viewer, @Nullable String after, int limit) {
        Map<String, Object> values = served(viewer);
        values.put("household", household);
        values.put("limit", limit + 1);
        String beyond = "";
        if (after != null) {
            ListCursor at = ListCursor.read(after);
            beyond = " and (r.name collate \"C\", r.id) > (:place, :id)";
            values.put("place", at.place());
            values.put("id", at.id());
        }
        List<Here> here =
                jdbc.sql("""
                select r.id, r.resident_key as key, r.name, r.birth_date, r.lives_alone, s.moved_in as since,
                  (select h.line from household_stay b join household h on h.id = b.household_id
                   where b.resident_id = r.id and b.moved_out is not null and b.household_id <> r.household_id
                     and (:everywhere or h.area is null or h.area in (:served))
                   order by b.moved_out desc limit 1) as "from", r.name as place
                from resident r
                left join household_stay s on s.resident_id = r.id and s.moved_out is null
                where r.household_id = :household%s
                order by r.name collate "C", r.id limit :limit""".formatted(beyond)).params(values).query(Here.class).list();
        return Slice.of(here, limit, one -> ListCursor.of(one.id(), one.place()));
    }

    /** The last who moved away, if the viewer serves where they are now. */
    @Transactional(readOnly = true)
    List<Gone> gone(long household, Viewer viewer) {
        Map<String, Object> values = served(viewer);
        values.put("household", household);
        values.put("limit", LAST_GONE);
        return jdbc.sql("""
                select * from (
                  select distinct on (r.id) r.id, r.resident_key as key, r.name, s.moved_out as until, h.id as home,
                    h.line as now
                  from household_stay s
                  join resident r on r.id = s.resident_id and r.household_id is distinct from s.household_id
                  left join household h on h.id = r.household_id
                  where s.household_id = :household and s.moved_out is not null
                    and (:everywhere or h.area is null or h.area in (:served))
                  order by r.id, s.moved_out desc) gone
                order by until desc, id limit :limit""").params(values).query(Gone.class).list();
    }

    private static Map<String, Object> served(Viewer viewer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("everywhere", viewer.everywhere());
        values.put("served", viewer.areas().isEmpty() ? Set.of("") : viewer.areas());
        return values;
    }
}
