package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.nearkin.NearkinTest;
import care.nearkin.people.ResidentCard.Phone;
import care.nearkin.people.Residents.Put;
import care.nearkin.people.Residents.PutContact;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@NearkinTest
class StoredResidentsTest {

    @Autowired
    Residents residents;

    @Autowired
    Responders responders;

    @Autowired
    Contacts contacts;

    @Autowired
    Clock clock;

    @Autowired
    Consents consents;

    @Autowired
    Neighbourhood here;

    @Autowired
    JdbcTemplate jdbc;

    private final String key = "T-" + UUID.randomUUID();

    @Test
    void theCardHasWhatSomebodyWhoHelpsNeeds() {
        long id = here.put(Neighbourhood.wang(key, here.area()));

        ResidentCard card = residents.card(id, "AL-2026-000123").orElseThrow();

        assertThat(card.brief().name()).isEqualTo("王秀莲 Wang Xiulian");
        assertThat(card.brief().address()).startsWith("Lane 540, bldg 3, 1-502");
        assertThat(card.livesAlone()).isTrue();
        assertThat(card.health()).isEqualTo("hypertension · coronary disease");
        assertThat(card.phones())
                .containsExactly(new Phone("home", "021 5550 6621"), new Phone("mobile", "138 0000 0101"));
        assertThat(card.contacts()).extracting(ResidentCard.Contact::relation).containsExactly("son", "neighbour");
        assertThat(card.contacts().get(1).hasKey()).isTrue();
        assertThat(residents.risk(id)).isEqualTo(ResidentCard.Risk.HIGH);
    }

    @Test
    void everyReadOfACardIsLoggedOnceAndOthersAreNot() {
        long id = here.put(Neighbourhood.wang(key, here.area()));
        residents.brief(id);
        residents.briefs(List.of(id));
        residents.risk(id);
        assertThat(reads()).isZero();

        residents.card(id, "AL-2026-000123");
        residents.card(id, "AL-2026-000124");

        assertThat(reads()).isEqualTo(2);
    }

    @Test
    void ourTablesHoldNoHealthPhonesOrNotesInClear() {
        long id = here.put(Neighbourhood.wang(key, here.area()));
        long responder = responders.put(new Responders.Put(
                key,
                Responders.Kind.VOLUNTEER,
                "Li",
                "first aid",
                "evenings",
                null,
                "60 m",
                "138 0000 0199",
                Map.of(id, 60)));

        String rows = jdbc.queryForList("select r::text from resident r where id = ?", String.class, id)
                + jdbc.queryForList("select c::text from contact c where resident_id = ?", String.class, id)
                        .toString()
                + jdbc.queryForList("select r::text from responder r where id = ?", String.class, responder);

        assertThat(rows)
                .contains("v1:")
                .doesNotContain(
                        "hypertension", "coronary", "5550", "0000", "sample.invalid", "gate", "hard of hearing");
        assertThat(jdbc.queryForMap(
                        "select health, home_phone, mobile_phone, key_place, note from resident where id = ?", id))
                .allSatisfy((column, value) -> assertThat(value.toString()).startsWith("v1:"));
    }

    @Test
    void puttingTwiceChangesTheSameResident() {
        Residents.Stored first = residents.put(Neighbourhood.wang(key, here.area()));
        long neighbour = contact("Li", first.id());

        Residents.Stored second = residents.put(without(Neighbourhood.wang(key, null), "Wang Jun"));

        assertThat(first.created()).isTrue();
        assertThat(second).isEqualTo(new Residents.Stored(first.id(), false));
        assertThat(residents.idOf(key)).hasValue(first.id());
        assertThat(contact("Li", first.id())).isEqualTo(neighbour);
        assertThat(residents.card(first.id(), "test").orElseThrow().contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.position()).isEqualTo(1));
    }

    @Test
    void tablesAreToldHowMuchIsAtStakeAndHowSheMoves() {
        long id = here.put(Neighbourhood.wang(key, here.area()));

        assertThat(residents.situation(id))
                .hasValue(new Residents.Situation(ResidentCard.Risk.HIGH, Residents.Moves.AIDED, false));
        assertThat(residents.situation(-1)).isEmpty();
        assertThat(reads()).isZero();
    }

    @Test
    void aChildIsAMinorUntilTheEighteenthBirthday() {
        String area = here.area();
        LocalDate today = LocalDate.now(clock);

        assertThat(residents
                        .situation(born("child", today.minusYears(18).plusDays(1), area))
                        .orElseThrow()
                        .minor())
                .isTrue();
        assertThat(residents
                        .situation(born("grown", today.minusYears(18), area))
                        .orElseThrow()
                        .minor())
                .isFalse();
        assertThat(residents.situation(born("unknown", null, area)).orElseThrow())
                .isEqualTo(new Residents.Situation(ResidentCard.Risk.MEDIUM, null, false));
    }

    private long born(String name, LocalDate birthDate, String area) {
        return here.put(new Put(
                key + name,
                name,
                birthDate,
                null,
                false,
                ResidentCard.Risk.MEDIUM,
                null,
                new Address(area, null, null, null, null, null, null),
                null,
                Residents.Phones.NONE,
                null,
                null,
                List.of()));
    }

    @Test
    void contactsAreReachedInTheirOrderAndLanguage() {
        long id = here.put(Neighbourhood.wang(key, here.area()));

        List<Contacts.Reach> reach = contacts.of(id);

        assertThat(reach)
                .extracting(
                        Contacts.Reach::name,
                        Contacts.Reach::phone,
                        Contacts.Reach::mail,
                        Contacts.Reach::hasKey,
                        Contacts.Reach::language)
                .containsExactly(
                        tuple("Wang Jun", "138 0000 0102", "wang.jun@sample.invalid", false, Locale.ENGLISH),
                        tuple("Li", "138 0000 0103", null, true, Locale.SIMPLIFIED_CHINESE));
        assertThat(reach.toString()).doesNotContain("Wang", "138");
        assertThat(contacts.of(-1)).isEmpty();
    }

    @Test
    void whoHasTheSameDoorLivesTogether() {
        String area = here.area();
        long she = here.put(Neighbourhood.wang(key, area));
        Put other = Neighbourhood.wang(key, area);
        long he = here.put(new Put(
                key + "-2",
                "Zhou Deming",
                null,
                null,
                false,
                other.risk(),
                null,
                other.address(),
                null,
                Residents.Phones.NONE,
                null,
                null,
                List.of()));

        assertThat(residents.card(she, "test").orElseThrow().household())
                .extracting(ResidentCard.Housemate::id)
                .containsExactly(he);
    }

    @Test
    void keyholdersComeNearestFirst() {
        long id = here.put(Neighbourhood.wang(key, here.area()));
        responders.put(responder("far", id, 400));
        responders.put(responder("near", id, 60));

        assertThat(responders.keyholders(id))
                .extracting(Responders.Keyholder::name, Responders.Keyholder::metres)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("near", 60),
                        org.assertj.core.groups.Tuple.tuple("far", 400));
    }

    @Test
    void whatNobodyAgreedToDoesNotStand() {
        long id = here.put(Neighbourhood.wang(key, here.area()));
        assertThat(consents.stands(id, Consents.Matter.KEEP_KEY)).isFalse();

        long consent = consents.record(
                new Consents.Given(
                        id,
                        Consents.Matter.KEEP_KEY,
                        "Li",
                        java.time.LocalDate.parse("2020-01-01"),
                        null,
                        Consents.How.SPOKEN),
                "caseworker1");
        assertThat(consents.stands(id, Consents.Matter.KEEP_KEY)).isTrue();
        assertThat(consents.stands(id, Consents.Matter.DEVICES)).isFalse();

        consents.withdraw(consent, "caseworker1");
        assertThat(consents.stands(id, Consents.Matter.KEEP_KEY)).isFalse();
    }

    private Responders.Put responder(String name, long of, int metres) {
        return new Responders.Put(
                key + name, Responders.Kind.VOLUNTEER, name, null, null, null, null, null, Map.of(of, metres));
    }

    private static Put without(Put put, String contact) {
        List<PutContact> rest =
                put.contacts().stream().filter(c -> !c.name().equals(contact)).toList();
        return new Put(
                put.key(),
                put.name(),
                put.birthDate(),
                put.sex(),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                put.address(),
                put.health(),
                put.phones(),
                put.keyPlace(),
                put.note(),
                rest);
    }

    private long contact(String name, long resident) {
        return jdbc.queryForObject(
                "select id from contact where name = ? and resident_id = ?", Long.class, name, resident);
    }

    @Test
    void theLogKeepsWhyACardWasOpened() {
        long id = here.put(Neighbourhood.wang(key, here.area()));
        residents.card(id, "AL-2026-000123");
        assertThat(jdbc.queryForObject(
                        "select why from access_read where what = 'resident' and which = ?", String.class, key))
                .isEqualTo("AL-2026-000123");
    }

    private int reads() {
        return jdbc.queryForObject(
                "select count(*) from access_read where what = 'resident' and which = ?", Integer.class, key);
    }
}
