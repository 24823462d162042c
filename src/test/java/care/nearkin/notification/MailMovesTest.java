package care.nearkin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Mail that waited in an earlier version of Nearkin waits on in this one. */
@NearkinTest
class MailMovesTest {

    @Autowired
    DataSource database;

    @Test
    void whatWaitedOrWasHeldOrSentIsStillSo() throws Exception {
        try (Connection connection = database.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("create schema mail_moves");
            jdbc.execute("set local search_path to mail_moves");
            run(connection, "V50__notification.sql");
            jdbc.update("insert into notice (key, kind, arguments, urgent, told_at)"
                    + " values ('k', 'no-operator', '{}', true, now() - interval '1 day')");
            jdbc.update("""
                    insert into notice_mail (notice_id, staff, state, trouble, attempts, next_try_at, sent_at)
                    select id, 'waits', 'WAITING', 'UNREACHABLE', 2, now() + interval '1 minute', null::timestamptz from notice
                    union all select id, 'held', 'HELD', 'NO_SERVER', 1, now(), null from notice
                    union all select id, 'sent', 'SENT', null, 1, now(), now() from notice""");

            run(connection, "V51__outgoing.sql");
            run(connection, "V52__webhooks.sql");

            List<Map<String, Object>> rows = jdbc.queryForList(
                    "select staff, channel, state, trouble, attempts, urgent, ended_at is not null as ended"
                            + " from outgoing order by id");
            assertThat(rows)
                    .extracting(row -> row.get("staff") + " " + row.get("state") + " " + row.get("trouble") + " "
                            + row.get("attempts") + " " + row.get("ended"))
                    .containsExactly(
                            "waits WAITING UNREACHABLE 2 false", "held HELD NO_SERVER 1 true", "sent SENT null 1 true");
            assertThat(rows)
                    .allMatch(row -> row.get("channel").equals("MAIL")
                            && row.get("urgent").equals(true));
            connection.rollback();
        }
    }

    private static void run(Connection connection, String script) {
        ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/" + script));
    }
}
