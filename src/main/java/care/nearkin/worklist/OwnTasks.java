package care.nearkin.worklist;

import care.nearkin.people.OwnWork;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has a task of a case is at work on whom the case is about. */
@Component
class OwnTasks implements OwnWork {

    private final JdbcClient jdbc;

    OwnTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> caseOf(String staff, long resident) {
        return jdbc.sql("""
                        select case_number from open_task where resident = :resident and assignee = :staff
                        order by due_by, position limit 1""")
                .param("resident", resident)
                .param("staff", staff)
                .query(String.class)
                .optional();
    }
}
