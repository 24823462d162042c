package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.engine.EngineTime;
import care.nearkin.people.Residents;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two people change places at the desk; what is open stays where it is. */
@NearkinTest
class ShiftPageTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    TestDesk desk;

    @Autowired
    Residents residents;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EngineTime time;

    @BeforeEach
    void stopTheClock() {
        time.stopAt(Instant.now());
    }

    @Test
    void whoGoesSaysWhatIsOpenAndWhoComesSigns() {
        String number = desk.ring();
        String task = desk.work(number, "Task_Acknowledge").id();
        Here goes = Here.as("operator1", port, accounts);
        Here comes = Here.as("operator2", port, accounts);

        String shift = goes.submit(
                        "/shifts/new",
                        "/shifts/new",
                        Map.of("comes", "operator2", "note", "quiet night", "remark-" + task, "son was told"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*(/shifts/\\d+)$", "$1");

        assertThat(comes.page("/notices").body()).contains(shift);
        assertThat(comes.page("/shifts?mine=true").body()).contains(shift);
        assertThat(comes.page(shift).body()).contains("quiet night", number, "son was told");
        assertThat(goes.submit("/shifts/new", shift + "/receive", Map.of()).statusCode())
                .as("nobody signs for the other")
                .isEqualTo(409);
        assertThat(comes.submit("/shifts/new", shift + "/receive", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(comes.page("/shifts?mine=true").body()).doesNotContain(shift + "\"");
        assertThat(desk.waiting(number)).containsExactly("Task_Acknowledge");
        assertThat(jdbc.queryForObject(
                        "select count(*) from shift_handover_task where remark like '%son was told%'", Integer.class))
                .as("remarks are sealed")
                .isZero();
    }

    @Test
    void theListSaysWhoseAlarmsTheyAreWhereAndOfWhatKind() {
        long wang = residents.idOf("S001").orElseThrow();
        String name = residents.brief(wang).orElseThrow().name();
        String number = desk.ring(AlarmKind.SMOKE, "nearkin:shift-" + UUID.randomUUID(), wang)
                .caseNumber();
        Here goes = Here.as("supervisor1", port, accounts);
        assertThat(of(number, goes, "/shifts/new")).contains(name, "502", "烟雾");

        String shift = goes.submit("/shifts/new", "/shifts/new", Map.of("comes", "operator2", "note", "smoke"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*(/shifts/\\d+)$", "$1");

        assertThat(of(number, Here.as("operator2", port, accounts), shift)).contains(name, "502", "烟雾");
    }

    /** The line of this case. */
    private static String of(String number, Here here, String path) {
        String page = here.page(path).body();
        int line = page.indexOf(">" + number + "<");
        return page.substring(line, page.indexOf("</li>", line));
    }

    @Test
    void nobodyHandsOverToHerselfNorLosesWhatSheTyped() {
        Here goes = Here.as("operator1", port, accounts);
        var answer = goes.submit(
                "/shifts/new", "/shifts/new", Map.of("comes", "operator1", "note", "two batteries are low"));
        assertThat(answer.body()).contains("two batteries are low").contains("aria-invalid=\"true\"");
    }
}
