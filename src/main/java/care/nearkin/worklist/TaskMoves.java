package care.nearkin.worklist;

import care.nearkin.people.ResidentMoves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open tasks about a resident who is merged into another. */
@Component
class TaskMoves implements ResidentMoves {

    private static final List<String> STEPS = List.of("update open_task set resident = :to where resident = :from");

    private final JdbcClient jdbc;

    TaskMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> columns() {
        return Set.of("open_task.resident");
    }

    @Override
    public Map<String, Long> held(long resident) {
        return Map.of(
                "people.merge.tasks",
                jdbc.sql("select count(*) from open_task where resident = ?")
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
