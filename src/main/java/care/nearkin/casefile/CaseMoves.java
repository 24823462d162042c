package care.nearkin.casefile;

import care.nearkin.people.ResidentMoves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases of a resident who is merged into another; their documents stay with them. */
@Component
class CaseMoves implements ResidentMoves {

    private static final List<String> STEPS =
            List.of("update case_file set resident = :to, version = version + 1 where resident = :from");

    private final JdbcClient jdbc;

    CaseMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> columns() {
        return Set.of("case_file.resident");
    }

    @Override
    public Map<String, Long> held(long resident) {
        return Map.of(
                "people.merge.cases",
                jdbc.sql("select count(*) from case_file where resident = ?")
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
