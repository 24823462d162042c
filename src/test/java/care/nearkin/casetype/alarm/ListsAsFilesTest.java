package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import care.nearkin.signal.DeviceKind;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Supervisors take lists with them as files: what the page shows with its filters, all pages of it, and only of their areas. */
@NearkinTest
class ListsAsFilesTest {

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Estate.Lane lane;
    private String supervisor;
    private Here she;
    private String number;
    private String device;

    @BeforeEach
    void somebodyIsKnownAndRings() {
        lane = estate.lane();
        supervisor = lane.person(Group.SUPERVISOR);
        she = new Here(port);
        she.signIn(supervisor, Estate.PASSWORD);
        long resident = lane.resident("3");
        device = lane.sensor(DeviceKind.LEAK, resident, null);
        number = lane.rings(AlarmKind.LEAK, Severity.MAJOR, resident, null, Instant.now());
    }

    @AfterEach
    void nobodyElseHearsIt() {
        transaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where case_number = ?", number));
    }

    @ParameterizedTest
    @CsvSource({
        "/cases, case-list, 编号",
        "/residents, resident-list, 编号",
        "/responders, responder-list, 编号",
        "/devices, device-list, 编号",
        "/signals, signal-list, 收到时间"
    })
    void aSupervisorTakesTheListWithHerWhichIsLoggedAndNobodyElseDoes(String list, String what, String first) {
        HttpResponse<String> file = she.page(list + "/export");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(file.body()).startsWith("\ufeff").doesNotContain("??");
        assertThat(file.body().lines().findFirst().orElseThrow()).contains(first);
        assertThat(jdbc.queryForList(
                        "select what from access_read where who = ? and what like '%-list'", String.class, supervisor))
                .containsExactly(what);
        Here operator = new Here(port);
        operator.signIn(lane.operator(), Estate.PASSWORD);
        assertThat(operator.page(list + "/export").statusCode()).isEqualTo(403);
        assertThat(operator.page(list).body()).doesNotContain(list + "/export");
    }

    @Test
    void theFileHoldsWhatThePageShowsWithItsFiltersAndOfHerAreasOnly() {
        assertThat(she.page("/cases?sort=oldest&status=OPEN").body())
                .contains("/cases/export?sort=oldest&amp;status=OPEN");
        Estate.Lane other = estate.lane();
        String elsewhere = other.sensor(DeviceKind.LEAK, other.resident("3"), null);

        assertThat(rows("/cases/export?status=OPEN"))
                .anySatisfy(row -> assertThat(row).contains(number, "Lane", "办理中"));
        assertThat(rows("/cases/export?status=CLOSED")).noneMatch(row -> row.contains(number));
        assertThat(rows("/residents/export?area=" + lane.area()))
                .singleElement()
                .asString()
                .contains(lane.area());
        assertThat(rows("/residents/export"))
                .anyMatch(row -> row.contains(lane.area()))
                .noneMatch(row -> row.contains(other.area()));
        assertThat(rows("/devices/export"))
                .anySatisfy(row -> assertThat(row).contains(device, "kitchen"))
                .noneMatch(row -> row.contains(elsewhere));
        assertThat(rows("/devices/export?kind=smoke")).noneMatch(row -> row.contains(device));
    }

    @Test
    void aListOfManyPagesIsWrittenWhole() {
        transaction.executeWithoutResult(tx -> jdbc.update("""
                insert into signal (id, received_at, topic, source, device, kind, value, outcome, why, retained, raw, content_hash)
                select nextval('signal_seq'), now() - make_interval(secs => g), 't', 's', ?, 'leak', g::text, 'REPEAT',
                  'signal.why.repeat', false, 'unsealed', md5(g::text) from generate_series(1, 1201) g""", device));

        List<String> rows = rows("/signals/export?device=" + device);

        assertThat(rows).hasSize(1201).doesNotHaveDuplicates();
        transaction.executeWithoutResult(tx -> jdbc.update("delete from signal where device = ?", device));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/responders/export?kind=nobody", "/devices/export?kind=nothing", "/signals/export?from=x"})
    void aWrongFilterIsRefusedBeforeAnythingIsSent(String list) {
        HttpResponse<String> refused = she.page(list);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Disposition")).isEmpty();
    }

    private List<String> rows(String list) {
        return she.page(list).body().lines().skip(1).toList();
    }
}
