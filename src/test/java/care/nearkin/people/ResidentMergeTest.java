package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import care.nearkin.Browser;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.people.Residents.PutContact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Who was written down twice becomes one, and nothing that belonged to either is lost. */
@NearkinTest
class ResidentMergeTest {

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile accounts;

    @Autowired
    WebApplicationContext context;

    @Autowired
    Neighbourhood here;

    @Autowired
    StoredResidents residents;

    @Autowired
    List<ResidentMoves> moves;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    MockMvcTester web;
    String area;
    String supervisor;
    long stays;
    long goes;
    int shownOther;
    private final String key = "T-" + UUID.randomUUID();

    @BeforeEach
    void sheIsWrittenDownTwice() {
        web = MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        area = here.area();
        supervisor = here.staff(Group.SUPERVISOR, area);
        stays = here.put(Neighbourhood.wang(key, area));
        goes = here.put(Neighbourhood.wang(key + "-2", area));
    }

    @Test
    void everyColumnThatRefersToAResidentIsMoved() {
        List<String> there = jdbc.queryForList("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = current_schema() and data_type = 'bigint' and table_name not like 'act\\_%'
                and (column_name = 'resident' or column_name like '%resident\\_id')
                union
                select c.conrelid::regclass::text || '.' || a.attname from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
                where c.contype = 'f' and c.confrelid = 'resident'::regclass""", String.class);

        assertThat(moves.stream().flatMap(module -> module.columns().stream()))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void nothingThatBelongedToTheOtherIsLost() {
        int version = version(stays);
        assertThat(merge(supervisor, version, "mobile")).hasStatus3xxRedirection();

        assertThat(count("resident where id = ?", goes)).isZero();
        assertThat(count("contact where resident_id = ?", stays))
                .as("who stood in both")
                .isEqualTo(2);
        assertThat(count("household_stay where resident_id = ?", stays)).isEqualTo(2);
        assertThat(count("household_stay where resident_id = ? and moved_out is null", stays))
                .isOne();
        assertThat(residents.idOf(key + "-2")).contains(stays);
        assertThat(jdbc.queryForObject("select reason from merged_resident where id = ?", String.class, goes))
                .startsWith("v1:");
    }

    @Test
    void theOldAddressLeadsToTheRecordThatStayedAndBothHistoriesAreRead() {
        merge(supervisor, version(stays));

        assertThat(as(supervisor, get("/residents/" + goes))).hasRedirectedUrl("/residents/" + stays);
        assertThat(as(supervisor, get("/residents/" + goes + "/history").queryParam("part", "RECORD")))
                .hasRedirectedUrl("/residents/" + stays + "/history?part=RECORD");
        assertThat(as(supervisor, get("/residents/" + goes + "/edit")))
                .hasRedirectedUrl("/residents/" + stays + "/edit");
        assertThat(as(here.staff(Group.SUPERVISOR, here.area()), get("/residents/" + goes + "/history")))
                .hasStatus(404);
        assertThat(body(as(supervisor, get("/residents/" + stays + "/history"))))
                .contains("Merged with another record")
                .containsPattern("(?s)Written down for the first time.*Written down for the first time");
        here.put(Neighbourhood.wang(key + "-2", area));
        assertThat(count("resident where resident_key = ?", key + "-2")).isZero();
    }

    @Test
    void whoIsOnlyInOneRecordOrHasAnotherNumberThereStaysAContactOfHerOwn() {
        contacts(stays, son("Wang Jun", null, "138 0000 0102", false), son("Chen Wei", null, "138 0000 0103", false));
        contacts(
                goes,
                son("wang jun", "Shenzhen", "+86 138-0000-0102", true),
                son("Chen Wei", null, "138 0000 0104", false),
                son("Li", null, null, false));
        shownOther = version(goes);

        merge(supervisor, version(stays));

        assertThat(residents.known(key).contacts())
                .extracting(PutContact::name, PutContact::place, PutContact::phone, PutContact::hasKey)
                .containsExactly(
                        tuple("Wang Jun", "Shenzhen", "138 0000 0102", true),
                        tuple("Chen Wei", null, "138 0000 0103", false),
                        tuple("Chen Wei", null, "138 0000 0104", false),
                        tuple("Li", null, null, false));
    }

    @Test
    void sheIsFoundByTheNameAndTheKeyOfTheRecordThatIsNoMore() {
        Residents.Put known = residents.known(key + "-2");
        here.put(Neighbourhood.named(known, "欧阳" + area));
        shownOther = version(goes);
        merge(supervisor, version(stays));

        Viewer viewer = new Viewer(supervisor, Set.of(Group.SUPERVISOR), Set.of(area), false);
        for (String words : List.of("欧阳" + area, "ouyang " + area, key + "-2")) {
            assertThat(residents.found(words, viewer, 9).ids()).as(words).containsExactly(stays);
        }
        here.put(Neighbourhood.named(residents.known(key), "王"));
        assertThat(residents.found("欧阳" + area, viewer, 9).ids()).containsExactly(stays);
    }

    @Test
    void whatChangedSinceItWasShownIsNotMerged() {
        MvcTestResult answer = send(supervisor, version(stays) + 1, "the daughter told us", "name");
        assertThat(answer).hasStatus(409);
        assertThat(body(answer)).contains("the daughter told us", "Look at both again");
        assertThat(count("resident where id = ?", goes)).isOne();
    }

    @Test
    void oneRecordIsNotMergedIntoItself() {
        assertThat(as(supervisor, get("/residents/" + stays + "/merge").param("with", key)))
                .hasStatus(422);
        assertThat(as(supervisor, get("/residents/" + stays + "/merge").param("with", "nobody-" + key)))
                .hasStatus(422);
    }

    /** A signal that was on its way names the old record: it still leads to her. */
    @Test
    void whatNamesTheOldRecordStillLeadsToHer() {
        merge(supervisor, version(stays));
        assertThat(residents.brief(goes).orElseThrow().id()).isEqualTo(stays);
        assertThat(residents.card(goes, "test").orElseThrow().brief().id()).isEqualTo(stays);
        assertThat(residents.risk(goes)).isEqualTo(residents.risk(stays));
        assertThat(residents.briefs(List.of(goes, stays))).hasSize(2);
    }

    @Test
    void whoHaveDifferentDocumentsAreTwo() {
        identify(stays, "E12345678");
        identify(goes, "E12345679");
        shownOther = version(goes);

        assertThat(merge(supervisor, version(stays))).hasStatus(409);
        assertThat(count("resident where id = ?", goes)).isOne();
    }

    @Test
    void onlyASupervisorOfBothAreasMerges() {
        String caseworker = here.staff(Group.CASEWORKER, area);
        String stranger = here.staff(Group.SUPERVISOR, here.area());

        assertThat(as(
                        caseworker,
                        "CASEWORKER",
                        post("/residents/" + stays + "/merge")
                                .param("version", "0")
                                .param("other", "" + goes)
                                .param("otherVersion", "0")))
                .hasStatus(403);
        assertThat(merge(stranger, version(stays))).hasStatus(404);
        assertThat(as(stranger, get("/residents/" + stays + "/merge").param("with", key + "-2")))
                .hasStatus(404);
        assertThat(count("resident where id = ?", goes)).isOne();
    }

    @Test
    void withoutAReasonNothingHappensAndTheChoicesAreKept() {
        MvcTestResult answer = send(supervisor, version(stays), " ", "name");

        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("Say in at most 300 characters");
        assertThat(count("resident where id = ?", goes)).isOne();
    }

    @Test
    void ofTwoAtOnceOneMergesAndTheOtherIsTold() throws Exception {
        int version = version(stays);
        List<Integer> answers = new ArrayList<>();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> one =
                    () -> merge(supervisor, version).getResponse().getStatus();
            for (var answer : two.invokeAll(List.of(one, one))) {
                answers.add(answer.get());
            }
        } finally {
            two.shutdownNow();
        }

        assertThat(answers).containsExactlyInAnyOrder(302, 409);
        assertThat(count("contact where resident_id = ?", stays))
                .as("who stood in both")
                .isEqualTo(2);
    }

    @Test
    void sealedValuesAreMasked() {
        MvcTestResult shown =
                as(supervisor, get("/residents/" + stays + "/merge").param("with", key + "-2"));

        assertThat(body(shown)).contains("····", "Contacts").doesNotContain("138 0000 0101", "hypertension");
    }

    @Test
    void thePageIsForEverybody() {
        transaction.executeWithoutResult(
                tx -> jdbc.update("update alarm set resolved_at = now() where resolved_at is null"));
        for (String locale : List.of("zh-CN", "en")) {
            for (int width : new int[] {1280, 390}) {
                try (Browser browser = new Browser(port)) {
                    Browser.Person person =
                            browser.open(width, locale).as("supervisor1", accounts.passwordOf("supervisor1", ""));
                    long sample = residents.idOf("S001").orElseThrow();
                    person.go("/residents/" + sample + "/merge?with=S002");
                    person.page().locator("main table tbody tr").first().waitFor();
                    person.picture("resident-merge");
                    person.isForEverybody();
                }
            }
        }
    }

    private static PutContact son(String name, @Nullable String place, @Nullable String phone, boolean hasKey) {
        return new PutContact(name, "son", place, phone, hasKey);
    }

    private void contacts(long id, PutContact... contacts) {
        Residents.Put put = residents.known(
                jdbc.queryForObject("select resident_key from resident where id = ?", String.class, id));
        residents.put(new Residents.Put(
                put.key(),
                put.name(),
                put.birthDate(),
                put.sex(),
                put.identity(),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                put.address(),
                put.health(),
                put.phones(),
                put.keyPlace(),
                put.note(),
                List.of(contacts)));
    }

    private void identify(long id, String number) {
        Residents.Put put = residents.known(
                jdbc.queryForObject("select resident_key from resident where id = ?", String.class, id));
        residents.put(new Residents.Put(
                put.key(),
                put.name(),
                put.birthDate(),
                put.sex(),
                new Identity(Identity.Kind.PASSPORT, number),
                put.livesAlone(),
                put.risk(),
                put.mobility(),
                put.moves(),
                put.address(),
                put.health(),
                put.phones(),
                put.keyPlace(),
                put.note(),
                null));
    }

    private MvcTestResult merge(String who, int version, String... take) {
        return send(who, version, "the daughter told us", take);
    }

    private MvcTestResult send(String who, int version, String reason, String... take) {
        MockHttpServletRequestBuilder request = post("/residents/" + stays + "/merge")
                .param("version", "" + version)
                .param("other", "" + goes)
                .param("otherVersion", "" + shownOther)
                .param("reason", reason);
        return as(who, take.length == 0 ? request : request.param("take", take));
    }

    private MvcTestResult as(String who, MockHttpServletRequestBuilder request) {
        return as(who, "SUPERVISOR", request);
    }

    private MvcTestResult as(String who, String role, MockHttpServletRequestBuilder request) {
        return web.perform(request.with(user(who).roles(role)).with(csrf()).locale(Locale.ENGLISH));
    }

    private int version(long id) {
        return jdbc.queryForObject("select version from resident where id = ?", Integer.class, id);
    }

    private long count(String from, Object value) {
        return jdbc.queryForObject("select count(*) from " + from, Long.class, value);
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
