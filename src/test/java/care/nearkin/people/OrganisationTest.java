package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Browser;
import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Providers and partners are written down once, found by what people know of them, and changed by who serves their areas. */
@NearkinTest
class OrganisationTest {

    private static final String PASSWORD = "a quiet lane 540";

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    StaffAccounts staff;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final String here = "h" + mark;
    private final String there = "t" + mark;
    private Here supervisor;

    @BeforeEach
    void twoAreas() {
        transaction.executeWithoutResult(tx -> {
            teams.putArea(here, here);
            teams.putArea(there, there);
            teams.putTeam(here, Set.of(here), false);
            teams.putTeam(there, Set.of(there), false);
            teams.putTeam("both" + mark, Set.of(here, there), false);
        });
        supervisor = as(Group.SUPERVISOR, here);
    }

    private String account(Group group, String team) {
        String name = group.key() + UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(
                tx -> staff.putSample(new NewStaff(name, "赵敏", Set.of(group), team, null, null), PASSWORD));
        return name;
    }

    private Here as(Group group, String team) {
        Here person = new Here(port);
        person.signIn(account(group, team), PASSWORD);
        return person;
    }

    private Map<String, String> careStation(String areas) {
        return new HashMap<>(Map.of(
                "name", "和家护理站" + mark,
                "kind", "CARE",
                "areas", areas,
                "services", "上门护理、助浴，轮椅出租",
                "contact", "孙丽",
                "phone", "021 5555 0101",
                "until", "2099-06-30"));
    }

    private HttpResponse<String> sends(Here who, String path, Map<String, String> fields) {
        return who.submit("/me/password", path, fields);
    }

    private String created(Here who, Map<String, String> fields) {
        HttpResponse<String> answer = sends(who, "/organisations", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private static String id(String path) {
        return path.replaceFirst(".*/", "");
    }

    /** A name searched for stands in no address. */
    private String found(Here who, String words) {
        String list = who.submit("/organisations", "/search", Map.of("to", "/organisations", "q", words))
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "");
        return who.page(list).body();
    }

    @Test
    void oneIsWrittenDownAndFoundByNamePinyinServiceAndCode() {
        Map<String, String> typed = careStation(here);
        typed.put("creditCode", "9135 0100 M000 100y 43");
        jdbc.execute((java.sql.Connection connection) -> {
            try (var gone = connection.prepareStatement(
                    "update organisation set credit_code = null where credit_code = '91350100M000100Y43'")) {
                gone.executeUpdate();
            }
            connection.commit();
            return null;
        });
        String path = created(supervisor, typed);
        assertThat(supervisor.page(path).body())
                .contains("和家护理站" + mark, "上门护理", "助浴", "轮椅出租", "孙丽", "021 5555 0101", "91350100M000100Y43");
        for (String words : List.of(mark, "护理站" + mark, "hjhlz " + mark, "助浴 " + mark, "91350100M000100Y43")) {
            assertThat(found(supervisor, words)).as(words).contains(path);
        }
        assertThat(found(supervisor, "nobody at all " + mark)).doesNotContain(path);
        assertThat(jdbc.queryForObject(
                        "select phone from organisation where id = ?", String.class, Long.valueOf(id(path))))
                .doesNotContain("5555");
        Map<String, String> again = careStation(here);
        again.put("creditCode", "91350100M000100Y43");
        HttpResponse<String> twice = sends(supervisor, "/organisations", again);
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("已有单位登记了此代码", "助浴");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingTypedIsLost() {
        Map<String, String> typed = careStation(here);
        typed.putAll(Map.of(
                "name", " ",
                "creditCode", "91350100M000100Y44",
                "phone", "call me",
                "from", "2099-12-31",
                "remark", "ask for the blue door"));
        HttpResponse<String> answer = sends(supervisor, "/organisations", typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("校验位不符", "早于协议起始日期", "call me", "ask for the blue door", "助浴");
        typed = careStation("nowhere" + mark);
        assertThat(sends(supervisor, "/organisations", typed).statusCode()).isEqualTo(422);
        typed = careStation(there);
        assertThat(sends(supervisor, "/organisations", typed).statusCode()).isEqualTo(422);
        typed = careStation("");
        assertThat(sends(supervisor, "/organisations", typed).body()).contains("只有服务所有片区的人员才能不选");
    }

    @Test
    void whoServesOneOfItsAreasSeesItAndWhoServesAllOfThemChangesIt() {
        String path = created(as(Group.SUPERVISOR, "both" + mark), careStation(here + "," + there));
        assertThat(supervisor.page(path).body()).contains("孙丽").doesNotContain("/edit");
        assertThat(supervisor.page(path + "/edit").statusCode()).isEqualTo(403);
        assertThat(sends(supervisor, path, careStation(here)).statusCode()).isEqualTo(403);
        assertThat(as(Group.CASEWORKER, there).page(path).statusCode()).isEqualTo(200);

        String ours = created(supervisor, careStation(here));
        assertThat(as(Group.CASEWORKER, there).page(ours).statusCode()).isEqualTo(404);
        assertThat(found(as(Group.CASEWORKER, there), mark)).contains(path).doesNotContain(ours + "\"");
        for (Group group : List.of(Group.CASEWORKER, Group.OPERATOR)) {
            Here reader = as(group, here);
            assertThat(reader.page(ours).body()).contains("孙丽").doesNotContain("/edit");
            assertThat(reader.page(ours + "/edit").statusCode()).isEqualTo(403);
            assertThat(reader.page("/organisations/new").statusCode()).isEqualTo(403);
            assertThat(reader.page("/organisations/export").statusCode()).isEqualTo(403);
            assertThat(sends(reader, "/organisations", careStation(here)).statusCode())
                    .isEqualTo(403);
        }
        assertThat(as(Group.KEEPER, here).page("/organisations").statusCode()).isEqualTo(403);
    }

    @Test
    void everyChangeStandsInItsHistoryAndOfTwoAtOnceOneIsToldSo() {
        String path = created(supervisor, careStation(here));
        Map<String, String> changed = careStation(here);
        changed.putAll(Map.of("version", "0", "status", "PAUSED", "services", "助浴"));
        assertThat(sends(supervisor, path, changed).statusCode()).isEqualTo(302);
        changed.put("status", "ENDED");
        HttpResponse<String> late = sends(supervisor, path, changed);
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("助浴");
        assertThat(supervisor.page(path + "/history").body()).contains("合作中", "暂停合作", "上门护理");
        assertThat(supervisor.page(path).body()).contains("暂停合作");
        assertThat(jdbc.queryForObject(
                        "select count(*) from access_read where what = 'organisation' and which = ?",
                        Integer.class,
                        id(path)))
                .isPositive();
    }

    @Test
    void theListIsNarrowedSortedPagedAndExported() {
        for (int i = 0; i < 53; i++) {
            Map<String, String> one = careStation(here);
            one.putAll(Map.of(
                    "name", "单位" + mark + "-" + (100 + i),
                    "kind", i % 2 == 0 ? "COMPANY" : "CARE",
                    "until", "20" + (99 - i) + "-01-01"));
            created(supervisor, one);
        }
        String list = "/organisations?area=" + here;
        String first = supervisor.page(list).body();
        assertThat(first).contains(mark + "-100", mark + "-149").doesNotContain(mark + "-150");
        var next = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                .matcher(first.replaceAll("\\s+", " "));
        assertThat(next.find()).isTrue();
        String href = next.group(1).replace("&amp;", "&");
        assertThat(supervisor
                        .page(href.startsWith("/") ? href : "/organisations" + href)
                        .body())
                .contains(mark + "-152")
                .doesNotContain(mark + "-149");
        assertThat(supervisor.page(list + "&sort=UNTIL").body())
                .contains(mark + "-152")
                .doesNotContain(mark + "-100");
        assertThat(supervisor.page(list + "&kind=CARE").body())
                .contains(mark + "-101")
                .doesNotContain(mark + "-100");
        assertThat(supervisor.page(list + "&status=ENDED").body()).doesNotContain(mark + "-1");
        String file = supervisor.page("/organisations/export?area=" + here).body();
        assertThat(file.lines().filter(line -> line.contains(mark))).hasSize(53);
        assertThat(supervisor.page(list + "&after=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void otherProgramsReadAndWriteThem() {
        String name = account(Group.SUPERVISOR, here);
        Here api = new Here(port).basic(name, PASSWORD);
        HttpResponse<String> made = api.post(
                "/api/v1/organisations",
                "application/json",
                "{\"name\":\"API " + mark + "\",\"kind\":\"COMPANY\",\"areas\":[\"" + here
                        + "\"],\"services\":\"捐赠\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String path = made.headers().firstValue("location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(api.get(path).body()).contains("API " + mark, "捐赠", "\"version\":0");
        assertThat(api.get("/api/v1/organisations?q=" + mark).body()).contains("API " + mark);
        String changed =
                "{\"version\":0,\"name\":\"API2 " + mark + "\",\"kind\":\"COMPANY\",\"areas\":[\"" + here + "\"]}";
        assertThat(api.put(path, changed).statusCode()).isEqualTo(200);
        HttpResponse<String> late = api.put(path, changed);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("changed-meanwhile", "\"version\"");
        HttpResponse<String> wrong =
                api.post("/api/v1/organisations", "application/json", "{\"name\":\"x\",\"creditCode\":\"1\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        Here reader = new Here(port).basic(account(Group.CASEWORKER, here), PASSWORD);
        assertThat(reader.get(path).statusCode()).isEqualTo(200);
        assertThat(reader.put(path, changed).statusCode()).isEqualTo(403);
    }

    @Test
    void thePagesAreForEverybodyInBothLanguages() {
        String path = created(supervisor, careStation(here));
        String name = account(Group.SUPERVISOR, here);
        try (Browser browser = new Browser(port);
                Browser.Person desktop = browser.open(1280, "zh-CN");
                Browser.Person phone = browser.open(390, "en")) {
            for (Browser.Person person : List.of(desktop, phone)) {
                Page page = person.as(name, PASSWORD).go("/organisations").page();
                page.locator("#q").fill(mark);
                page.locator("#found a.go").waitFor();
                page.waitForFunction("() => document.querySelectorAll('#found a.go').length === 1");
                assertThat(page.url()).doesNotContain(mark);
                person.picture("organisations");
                person.isForEverybody();
                page.locator("#found a.go").click();
                page.waitForURL(url -> url.endsWith(path));
                person.picture("organisation");
                person.isForEverybody();
                page.locator("a[href$='/edit']").click();
                page.locator("#creditCode").fill("91350100M000100Y44");
                page.locator("main form button.primary").click();
                page.locator(".error").first().waitFor();
                person.picture("organisation-form");
                assertThat(person.faults()).allMatch(fault -> fault.contains("422"));
            }
        }
    }
}
