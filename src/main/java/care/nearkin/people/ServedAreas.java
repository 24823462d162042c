package care.nearkin.people;

import care.nearkin.access.Viewers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The areas that a viewer can choose from, key to name. */
@Component
class ServedAreas {

    private final JdbcClient jdbc;
    private final Viewers viewers;

    ServedAreas(JdbcClient jdbc, Viewers viewers) {
        this.jdbc = jdbc;
        this.viewers = viewers;
    }

    Map<String, String> all() {
        Map<String, String> served = new LinkedHashMap<>();
        jdbc
                .sql("select distinct area from household where area is not null order by area")
                .query(String.class)
                .list()
                .stream()
                .filter(viewers.current()::serves)
                .forEach(area -> served.put(area, area));
        return served;
    }
}
