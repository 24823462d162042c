package care.nearkin.worklist;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each open task was last nudged; with the task it goes. */
@Component
class Nudges {

    private final JdbcClient jdbc;

    Nudges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where it was nudged after {@code earlier}: of two at once one is. */
    boolean note(String taskId, Instant now, Instant earlier) {
        return jdbc.sql("""
                        update open_task set nudged_at = :now
                         where id = :id and (nudged_at is null or nudged_at <= :earlier)""")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", taskId)
                        .param("earlier", earlier.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
