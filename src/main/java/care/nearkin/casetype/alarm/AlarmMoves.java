package care.nearkin.casetype.alarm;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.ResidentMoves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alarms of a resident who is merged into another: not while one of them is being worked. */
@Component
class AlarmMoves implements ResidentMoves {

    private static final List<String> STEPS = List.of(
            "update alarm set resident = :to, version = version + 1 where resident = :from",
            "update alarm_place set resident = :to where resident = :from");

    private final JdbcClient jdbc;

    AlarmMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> columns() {
        return Set.of("alarm.resident", "alarm_place.resident");
    }

    @Override
    public Map<String, Long> held(long resident) {
        return Map.of(
                "people.merge.alarms",
                jdbc.sql("select count(*) from alarm where resident = ?")
                        .param(resident)
                        .query(Long.class)
                        .single());
    }

    @Override
    public void move(long from, long to) {
        boolean rings = jdbc.sql(
                        "select exists (select from alarm_live join alarm using (case_number) where resident = ?)")
                .param(from)
                .query(Boolean.class)
                .single();
        if (rings) {
            throw Refusal.conflict("people.merge-alarm");
        }
        for (String step : STEPS) {
            jdbc.sql(step).params(Map.of("from", from, "to", to)).update();
        }
    }
}
