package care.nearkin.decision;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.engine.Decisions;
import care.nearkin.engine.EngineTime;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Every decision can be read later as it was taken. */
@NearkinTest
class DecisionLogTest {

    @Autowired
    Decisions decisions;

    @Autowired
    OldDecisions old;

    @Autowired
    EngineTime time;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ObjectMapper json;

    private final String mark = "TEST-" + UUID.randomUUID().toString().substring(0, 20);

    @AfterEach
    void forget() {
        transactions.executeWithoutResult(
                status -> jdbc.update("delete from decision_taken where table_key = ?", mark));
    }

    @Test
    void aDecisionIsWrittenWithItsReleaseItsFactsTheRowThatFiredAndWhatItGave() throws Exception {
        double value = 100 + Math.random();
        Decisions.Decided decided = decisions.decide("alarm-level", signal("SMOKE", value));

        Map<String, Object> row =
                jdbc.queryForMap("select * from decision_taken where (facts ->> 'value')::float8 = ?", value);
        assertThat(row).containsEntry("table_key", "alarm-level").containsEntry("version", decided.version());
        assertThat(row.get("case_number")).isNull();
        assertThat(read(row, "facts").get("signal").asText()).isEqualTo("SMOKE");
        assertThat(read(row, "facts").get("simulated").asBoolean()).isFalse();
        assertThat(read(row, "facts").get("localHour").asInt()).isEqualTo(9);
        assertThat(read(row, "rules").size()).isEqualTo(1);
        assertThat(read(row, "rules").get(0).asText()).isEqualTo(decided.rules().get(0));
        assertThat(read(row, "result").get("severity").asText()).isEqualTo(decided.text("severity"));
    }

    @Test
    void whatIsNotKnownIsWrittenAsNotKnown() throws Exception {
        double value = 200 + Math.random();
        Map<String, Object> facts = signal("TEMPERATURE", value);
        facts.put("personRisk", null);
        decisions.decide("alarm-level", facts);

        JsonNode written = read(
                jdbc.queryForMap("select * from decision_taken where (facts ->> 'value')::float8 = ?", value), "facts");
        assertThat(written.get("personRisk").isNull()).isTrue();
    }

    @Test
    void whatIsUndoneWasNotDecided() {
        double value = 300 + Math.random();
        transactions.executeWithoutResult(status -> {
            decisions.decide("alarm-level", signal("SMOKE", value));
            status.setRollbackOnly();
        });
        assertThat(jdbc.queryForList("select 1 from decision_taken where (facts ->> 'value')::float8 = ?", value))
                .isEmpty();
    }

    @Test
    void theEngineWritesNoHistoryOfDecisionsBesideIt() {
        decisions.decide("alarm-level", signal("SMOKE", 1.0));
        assertThat(jdbc.queryForObject("select count(*) from act_hi_decinst", Long.class))
                .isZero();
    }

    @Test
    void whatBelongsToNoCaseIsKeptForAYearAndTheRestWithItsCase() {
        Instant then = Instant.parse("2019-01-01T00:00:00Z");
        taken(then, null);
        taken(then, "AL-2019-000001");
        time.stopAt(then.plus(Duration.ofDays(365)));
        old.deleteOld();
        assertThat(kept()).hasSize(2);
        time.stopAt(then.plus(Duration.ofDays(365)).plusSeconds(1));
        old.deleteOld();
        assertThat(kept()).containsExactly("AL-2019-000001");
    }

    private List<String> kept() {
        return jdbc.queryForList(
                "select coalesce(case_number, '') from decision_taken where table_key = ?", String.class, mark);
    }

    private void taken(Instant at, String caseNumber) {
        transactions.executeWithoutResult(status -> jdbc.update(
                "insert into decision_taken values (-(random() * 1e15)::bigint, ?, ?, 1, ?, '[]', '{}', '{}')",
                caseNumber,
                mark,
                at.atOffset(java.time.ZoneOffset.UTC)));
    }

    private static Map<String, Object> signal(String kind, double value) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("testWindow", false);
        facts.put("simulated", false);
        facts.put("signal", kind);
        facts.put("personRisk", "HIGH");
        facts.put("value", value);
        facts.put("localHour", 9);
        return facts;
    }

    private JsonNode read(Map<String, Object> row, String column) throws JsonProcessingException {
        return json.readTree(String.valueOf(row.get(column)));
    }
}
