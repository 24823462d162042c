package care.nearkin.people;

import care.nearkin.access.Viewer;
import care.nearkin.access.Viewers;
import care.nearkin.kernel.Seal;
import care.nearkin.people.ResidentList.Row;
import care.nearkin.people.Residents.Put;
import java.sql.Date;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may be the same person as one who is being entered: whose name is spelled the same, in characters or in pinyin, and
 * who has the date of birth, a telephone number or the address in common with her. Of the viewer's areas only.
 */
@Component
class AlikeResidents {

    private static final int A_FEW = 5;
    private static final int MOST_NAMESAKES = 1000;

    /** Why she is somebody else all the same; choices, so that nobody's story gets into the log. */
    enum Why {
        ASKED,
        RELATIVE,
        NAMESAKE
    }

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Viewers viewers;

    AlikeResidents(JdbcClient jdbc, Seal seal, Viewers viewers) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.viewers = viewers;
    }

    @Transactional(readOnly = true)
    List<Row> to(Put put) {
        Viewer viewer = viewers.current();
        Set<String> spelled = spellings(put.name());
        return spelled.stream()
                .flatMap(spelling -> namesakes(put, spelling).stream())
                .filter(row -> viewer.serves(row.area()))
                .filter(row -> spellings(row.name()).stream().anyMatch(spelled::contains))
                .distinct()
                .limit(A_FEW)
                .toList();
    }

    private List<Row> namesakes(Put put, String spelling) {
        Address address = put.address();
        return jdbc.sql("""
                select r.id, r.resident_key as key, r.name, r.birth_date, r.lives_alone, r.risk, h.line as address, h.area, '' as place
                from resident_search s join resident r on r.id = s.resident_id
                left join household h on h.id = r.household_id
                where s.pieces @> cast(:pieces as text[]) and s.words like :spelling
                and (r.birth_date = cast(:born as date) or s.numbers && cast(:numbers as text[])
                     or h.line = nullif(:line, '') and h.area is not distinct from cast(:area as varchar))
                order by r.id limit :most""")
                .param("pieces", SearchText.pieces(spelling).toArray(String[]::new))
                .param("spelling", ResidentList.holding(spelling))
                .param("born", put.birthDate() == null ? null : Date.valueOf(put.birthDate()))
                .param("numbers", numbers(put))
                .param("line", address == null ? "" : address.line())
                .param("area", address == null ? null : address.area())
                .param("most", MOST_NAMESAKES)
                .query(Row.class)
                .list();
    }

    private String[] numbers(Put put) {
        return Stream.of(
                        put.phones().home(), put.phones().mobile(), put.phones().device())
                .filter(Objects::nonNull)
                .map(PhoneDigits::plain)
                .filter(PhoneDigits::wholeNumber)
                .map(digits -> seal.fingerprints(digits, "phone"))
                .flatMap(Collection::stream)
                .toArray(String[]::new);
    }

    /** The name itself and its whole spellings, without their initials, which many share. */
    private static Set<String> spellings(@Nullable String name) {
        String plain = SearchText.plain(Objects.requireNonNullElse(name, ""));
        Set<String> spellings = Pinyin.of(plain).stream()
                .filter(spelling -> spelling.length() > plain.codePointCount(0, plain.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (spellings.isEmpty()) {
            spellings.add(plain);
        }
        return spellings;
    }
}
