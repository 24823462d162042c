package care.nearkin.signal;

import care.nearkin.people.ResidentMoves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The devices of a resident who is merged into another, and what they watch over. */
@Component
class DeviceMoves implements ResidentMoves {

    private static final List<String> STEPS = List.of(
            "update device set resident_id = :to, version = version + 1 where resident_id = :from",
            "update silence_pause set resident = :to where resident = :from",
            "update person_watch gone set resident = :to where resident = :from and not exists"
                    + " (select from person_watch kept where kept.resident = :to and kept.rule = gone.rule)",
            "delete from person_watch where resident = :from");

    private final JdbcClient jdbc;

    DeviceMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> columns() {
        return Set.of("device.resident_id", "person_watch.resident", "silence_pause.resident");
    }

    @Override
    public Map<String, Long> held(long resident) {
        return Map.of(
                "people.merge.devices",
                jdbc.sql("select count(*) from device where resident_id = ?")
                        .param(resident)
                        .query(Long.class)
                        .single());
    }

    @Override
    public void move(long from, long to) {
        for (String step : STEPS) {
            jdbc.sql(step).params(Map.of("from", from, "to", to)).update();
        }
    }
}
