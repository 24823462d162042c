package care.nearkin.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contacts, consents, stays, responders and former records of a resident who is merged into another. */
@Component
class PeopleMoves implements ResidentMoves {

    private static final List<String> STEPS = List.of(
            "update contact set position = position + (select coalesce(max(position), 0) from contact where"
                    + " resident_id = :to), resident_id = :to where resident_id = :from",
            "update consent set resident_id = :to where resident_id = :from",
            "update responder set resident_id = :to, version = version + 1 where resident_id = :from",
            "insert into responder_match (responder_id, resident_id, metres, has_key) select responder_id, :to, metres,"
                    + " has_key from responder_match where resident_id = :from on conflict (responder_id, resident_id)"
                    + " do update set has_key = responder_match.has_key or excluded.has_key",
            "delete from responder_match where resident_id = :from",
            "update resident_import_row set resident_id = :to where resident_id = :from",
            "delete from household_stay gone using household_stay kept where gone.resident_id = :from and gone.moved_out"
                    + " is null and kept.resident_id = :to and kept.moved_out is null"
                    + " and kept.household_id = gone.household_id",
            "update household_stay set moved_out = :now where resident_id = :from and moved_out is null",
            "update household_stay set resident_id = :to where resident_id = :from",
            "update merged_resident set into_id = :to where into_id = :from");

    private final JdbcClient jdbc;
    private final Clock clock;

    PeopleMoves(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** {@code resident_search} goes with its record and is written anew; that she is not somebody else goes with it too. */
    @Override
    public Set<String> columns() {
        return Set.of(
                "contact.resident_id",
                "consent.resident_id",
                "responder.resident_id",
                "responder_match.resident_id",
                "resident_import_row.resident_id",
                "household_stay.resident_id",
                "resident_search.resident_id",
                "merged_resident.into_id",
                "not_same_person.one",
                "not_same_person.other");
    }

    @Override
    public Map<String, Long> held(long resident) {
        Map<String, Long> held = new LinkedHashMap<>();
        held.put("people.merge.contacts", count("contact", resident));
        held.put("people.merge.consents", count("consent", resident));
        held.put("people.merge.stays", count("household_stay", resident));
        return held;
    }

    @Override
    public void move(long from, long to) {
        for (String step : STEPS) {
            jdbc.sql(step)
                    .params(Map.of(
                            "from", from, "to", to, "now", clock.instant().atOffset(ZoneOffset.UTC)))
                    .update();
        }
    }

    private long count(String table, long resident) {
        return jdbc.sql("select count(*) from " + table + " where resident_id = ?")
                .param(resident)
                .query(Long.class)
                .single();
    }
}
