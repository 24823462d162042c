package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.people.ResidentCard.Risk;
import care.nearkin.people.Residents.Phones;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** People are found by whatever somebody on the telephone says, and only by those who serve them. */
@NearkinTest
class PeopleSearchTest {

    private static final int MOST = 1_000;

    @Autowired
    Residents residents;

    @Autowired
    SearchIndexFill fill;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate inTransaction;

    private final String area = "search-" + UUID.randomUUID().toString().substring(0, 8);
    private final String key = "F" + area;
    private final Viewer here = new Viewer("anybody", Set.of(Group.CASEWORKER), Set.of(area), false);
    private final Viewer elsewhere = new Viewer("somebody", Set.of(Group.CASEWORKER), Set.of("other"), false);

    private long id;

    @BeforeEach
    void somebody() {
        id = residents.put(person("单秀兰", "13511117788", "13822229911")).id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "单",
                "秀兰",
                "单秀兰",
                "sxl",
                "dxl",
                "shanxiu",
                "xiulan",
                "SXL",
                "紫藤里",
                "藤里 12栋",
                "ｓｘｌ",
                "7788",
                "13511117788",
                "+86 13511117788",
                "9911",
                "13822229911",
                "单 7788"
            })
    void sheIsFoundByThoseWhoServeHer(String words) {
        assertThat(found(words, here)).contains(id);
        assertThat(found(words, elsewhere)).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"兰单", "xsl", "单 8877", "1351111778", "778", "%", "_", "x"})
    void sheIsNotMeantBy(String words) {
        assertThat(found(words, here)).doesNotContain(id);
    }

    @Test
    void aChangedNameAndNumberAreFoundAndTheOldOnesAreNot() {
        residents.put(person("赵敏", "13699990001", null));

        assertThat(found("赵敏", here)).contains(id);
        assertThat(found("zhaomin", here)).contains(id);
        assertThat(found("0001", here)).contains(id);
        assertThat(found("秀兰", here)).doesNotContain(id);
        assertThat(found("7788", here)).doesNotContain(id);
    }

    @Test
    void whoWasWrittenDownBeforeIsAdded() {
        inTransaction.executeWithoutResult(tx -> jdbc.update("delete from resident_search where resident_id = ?", id));
        assertThat(found("单秀兰", here)).doesNotContain(id);

        fill.fill();
        assertThat(found("单秀兰", here)).contains(id);
        assertThat(found("7788", here)).contains(id);
        assertThat(fill.fill()).isZero();
    }

    @Test
    void thereMayBeMoreThanWereAskedFor() {
        residents.put(person("单秀兰", null, null, key + "2"));
        assertThat(residents.found("单秀兰", here, 1).more()).isTrue();
        assertThat(residents.found("单秀兰", here, 1).ids()).hasSize(1);
        assertThat(residents.found("单秀兰", here, 2).more()).isFalse();
    }

    /** Whoever reads the database, or a copy of it, finds no number there. */
    @Test
    void noNumberIsKeptInClear() {
        String row =
                jdbc.queryForObject("select s::text from resident_search s where resident_id = ?", String.class, id);
        assertThat(row)
                .doesNotContain("13511117788", "7788", "13822229911", "9911")
                .contains("单秀兰");
    }

    private List<Long> found(String words, Viewer viewer) {
        return residents.found(words, viewer, MOST).ids();
    }

    private Put person(String name, String mobile, String contact) {
        return person(name, mobile, contact, key);
    }

    private Put person(String name, String mobile, String contact, String itsKey) {
        return new Put(
                itsKey,
                name,
                null,
                null,
                true,
                Risk.LOW,
                null,
                new Address(area, null, "紫藤里", "12栋", null, itsKey, null),
                null,
                new Phones(null, mobile, null),
                null,
                null,
                contact == null ? List.of() : List.of(new PutContact("单女", "daughter", null, contact, false)));
    }
}
