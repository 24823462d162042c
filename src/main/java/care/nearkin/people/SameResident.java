package care.nearkin.people;

import care.nearkin.kernel.Refusal;
import care.nearkin.people.Residents.Put;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is meant by an entry without a key: the one with this document, else who has this name and birth date at this address. */
@Component
class SameResident {

    private final Residents residents;
    private final JdbcClient jdbc;

    SameResident(Residents residents, JdbcClient jdbc) {
        this.residents = residents;
        this.jdbc = jdbc;
    }

    Optional<String> keyOf(Put put) {
        Identity identity = put.identity();
        Optional<Long> known = identity == null ? Optional.empty() : residents.withIdentity(identity);
        if (known.isPresent()) {
            return residents.brief(known.get()).map(ResidentBrief::key);
        }
        Address address = put.address();
        List<Row> rows = jdbc.sql("""
                select r.resident_key as key, r.identity_print is not null as identified
                from resident r left join household h on h.id = r.household_id
                where r.name collate "C" = :name and r.birth_date is not distinct from cast(:born as date)
                and coalesce(h.line, '') = :line and h.area is not distinct from cast(:area as varchar)
                order by r.id limit 2""")
                .param("name", put.name())
                .param("born", put.birthDate())
                .param("line", address == null ? "" : address.line())
                .param("area", address == null ? null : address.area())
                .query(Row.class)
                .list();
        if (rows.size() > 1) {
            throw Refusal.invalid("key", "people.table.several");
        }
        return rows.stream()
                .filter(row -> identity == null || !row.identified())
                .map(Row::key)
                .findFirst();
    }

    @Nullable
    Long idOf(String key) {
        return residents.idOf(key).orElse(null);
    }

    /** {@code identified}: her document is another one. */
    record Row(String key, boolean identified) {}
}
