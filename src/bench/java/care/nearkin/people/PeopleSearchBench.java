package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.bench.Bench;
import care.nearkin.bench.ManyCases;
import care.nearkin.kernel.Seal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** How long somebody waits for the people whom she looks for, by whatever she knows of them, among 200,000. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
class PeopleSearchBench {

    private static final int MANY = Integer.getInteger("bench.residents", 200_000);
    private static final int CASES = Integer.getInteger("bench.cases", 100_000);
    private static final int DEVICES = Integer.getInteger("bench.devices", 50_000);
    private static final String PASSWORD = "a long bench password";
    private static final int AREAS = 50;
    private static final int AT_ONCE = 1_000;
    private static final long FIRST = 600_000_000;
    private static final int TIMES = 200;
    private static final int SHOWN = 50;
    private static final int ROWS = 20_000;
    private static final String FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private static final String GIVEN = "秀英芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂莲华玉梅建国志红文海燕云春荣德福贵宝";

    @Autowired
    Residents residents;

    @Autowired
    SearchIndexFill fill;

    @Autowired
    Seal seal;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    StaffAccounts staff;

    private final Viewer everywhere = new Viewer("bench", Set.of(Group.SUPERVISOR), Set.of(), true);
    private final Viewer oneArea = new Viewer("bench", Set.of(Group.CASEWORKER), Set.of("area7"), false);

    @Test
    void whomeverSomebodyLooksFor() {
        for (int from = 0; from < MANY; from += AT_ONCE) {
            write(from, Math.min(from + AT_ONCE, MANY));
        }
        long start = System.nanoTime();
        assertThat(fill.fill()).isEqualTo(MANY);
        Bench.figure("search_made_findable", MANY / ((System.nanoTime() - start) / 1e9), "residents/s");
        for (String table : List.of("resident", "resident_search", "household")) {
            transaction.executeWithoutResult(tx -> jdbc.execute("analyze " + table));
        }
        for (Viewer viewer : List.of(everywhere, oneArea)) {
            String whose = viewer.everywhere() ? "all" : "area";
            told("search_name_two_characters_" + whose, viewer, List.of("秀英", "王秀", "志国", "梅兰"));
            told("search_name_whole_" + whose, viewer, List.of("王秀英", "曾德福", "欧阳"));
            told("search_pinyin_initials_" + whose, viewer, List.of("wxy", "lm", "zdf", "cgz"));
            told("search_pinyin_" + whose, viewer, List.of("wangxiuying", "zeng", "defu"));
            told("search_address_" + whose, viewer, List.of("幸福路7弄", "12号", "幸福路3弄 8号"));
            told("search_phone_whole_" + whose, viewer, List.of("13800012345", "13800000777"));
            told("search_phone_last_four_" + whose, viewer, List.of("2345", "0777"));
            told("search_key_" + whose, viewer, List.of("B012345", "B000777"));
            told("search_nobody_" + whose, viewer, List.of("zzzzzz", "不存在的人"));
        }
        assertThat(residents.found("13800012345", everywhere, SHOWN).ids()).hasSize(1);
        searchEverything();
        aTable();
    }

    /** A table of people, some like those who are known, looked at and then written down beside all the others. */
    private void aTable() {
        StringBuilder table = new StringBuilder("key,name,birth_date,area,estate,building,room,mobile\n");
        for (int i = 0; i < ROWS; i++) {
            Random random = new Random(MANY + i);
            table.append("T%06d,%s%s%s,%d-%02d-%02d,area7,幸福路%d弄,%d号,%d,137%08d\n"
                    .formatted(
                            i,
                            one(FAMILY, random),
                            one(GIVEN, random),
                            one(GIVEN, random),
                            1930 + i % 40,
                            1 + i % 12,
                            1 + i % 28,
                            random.nextInt(40),
                            random.nextInt(60),
                            101 + random.nextInt(600),
                            i));
        }
        Here here = new Here(port);
        here.signIn("everybody", PASSWORD);
        String page = "/residents/import";
        here.upload(page, page, "t.csv", table.toString().getBytes(StandardCharsets.UTF_8), "text/html");
        rounds(here, page, "import_look_" + ROWS);
        here.submit(page, page + "/confirm", Map.of());
        rounds(here, page, "import_write_" + ROWS);
        Bench.figure(
                "import_asked_about",
                jdbc.queryForObject("select count(*) from resident_import_row where found = 'ALIKE'", Integer.class),
                "rows");
        assertThat(jdbc.queryForObject("select count(*) from resident_import_row where found is null", Integer.class))
                .isZero();
    }

    /** As the page does it, a hundred rows at a time until none waits. */
    private void rounds(Here here, String page, String name) {
        long start = System.nanoTime();
        while (here.page(page).body().contains("<progress")) {
            here.submit(page, page + "/go", Map.of());
        }
        Bench.figure(name, (System.nanoTime() - start) / 1e9, "s");
    }

    /** The page of the search for everything, as the browser gets it, beside 100,000 cases and 50,000 devices. */
    private void searchEverything() {
        new ManyCases(jdbc, transaction).fill(0, CASES);
        transaction.executeWithoutResult(tx -> {
            jdbc.update("update open_task set resident = ? + position - 1000000000", FIRST);
            jdbc.update("""
                    insert into device (id, key, kind, resident_id, room, area, state, sleeping, created_at, changed_at, version)
                    select 800000000 + g, 'nearkin:bench-' || g, 'SOS', ? + g, 'bedroom', 'area' || g % 50, 'LIVE', false, now(),
                      now(), 0 from generate_series(0, ?) g
                    """, FIRST, DEVICES - 1);
            teams.putArea("area7", "Area 7");
            teams.putTeam("area7", Set.of("area7"), false);
            teams.putTeam("everywhere", Set.of(), true);
            staff.putSample(new NewStaff("everybody", "A", Set.of(Group.SUPERVISOR), "everywhere", null, "zh"), PASSWORD);
            staff.putSample(new NewStaff("one", "B", Set.of(Group.OPERATOR), "area7", null, "zh"), PASSWORD);
            jdbc.execute("analyze");
        });
        for (String person : List.of("everybody", "one")) {
            Here here = new Here(port);
            here.signIn(person, PASSWORD);
            List<String> all = new ArrayList<>();
            for (String words : List.of("王秀英", "秀英", "王", "wxy", "幸福路", "幸福路7弄 12号", "13800012345", "2345", "B012345",
                    "AL-2025-012345", "12345", "nearkin:bench-4711", "bedroom", "zzzzzz")) {
                String address = here.submit("/search", "/search", Map.of("to", "/search", "q", words))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow()
                        .replaceFirst("^https?://[^/]+", "");
                all.add(address);
                timed("search_everything_" + all.size() + "_" + person, () -> here.page(address), 40);
            }
            int[] turn = {0};
            timed("search_everything_" + person, () -> here.page(all.get(turn[0]++ % all.size())), 280);
        }
    }

    /** Straight into the tables, as people were before they could be found. */
    private void write(int from, int until) {
        List<Object[]> homes = new ArrayList<>();
        List<Object[]> people = new ArrayList<>();
        for (int i = from; i < until; i++) {
            Random random = new Random(i);
            String name =
                    one(FAMILY, random) + one(GIVEN, random) + (random.nextInt(4) == 0 ? "" : one(GIVEN, random));
            Address address = new Address(
                    "area" + i % AREAS,
                    null,
                    "幸福路" + random.nextInt(40) + "弄",
                    random.nextInt(60) + "号",
                    null,
                    Integer.toString(101 + random.nextInt(600)),
                    null);
            homes.add(new Object[] {FIRST + i, address.area(), address.estate(), address.building(), address.room(),
                address.line()});
            people.add(new Object[] {FIRST + i, "B%06d".formatted(i), name, FIRST + i,
                seal.seal("138%08d".formatted(i))});
        }
        transaction.executeWithoutResult(tx -> {
            jdbc.batchUpdate(
                    "insert into household (id, area, estate, building, room, line) values (?, ?, ?, ?, ?, ?)", homes);
            jdbc.batchUpdate("""
                    insert into resident (id, resident_key, version, name, lives_alone, risk, household_id, mobile_phone,
                      changed_at) values (?, ?, 0, ?, false, 'LOW', ?, ?, now())
                    """, people);
        });
    }

    private static String one(String of, Random random) {
        int at = random.nextInt(of.length());
        return of.substring(at, at + 1);
    }

    private void told(String name, Viewer viewer, List<String> words) {
        int[] turn = {0};
        words.forEach(word -> residents.found(word, viewer, SHOWN));
        timed(name, () -> residents.found(words.get(turn[0]++ % words.size()), viewer, SHOWN), TIMES);
    }

    private static void timed(String name, Runnable work, int times) {
        work.run();
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        Bench.figure(name + "_p50", millis[times / 2], "ms");
        Bench.figure(name + "_p95", millis[(int) (times * 0.95)], "ms");
    }
}
