package care.nearkin.people;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.access.Group;
import care.nearkin.access.Viewer;
import care.nearkin.bench.Bench;
import care.nearkin.kernel.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
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
    private static final int AREAS = 50;
    private static final int AT_ONCE = 1_000;
    private static final long FIRST = 600_000_000;
    private static final int TIMES = 200;
    private static final int SHOWN = 50;
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
        words.forEach(word -> residents.found(word, viewer, SHOWN));
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            residents.found(words.get(i % words.size()), viewer, SHOWN);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        Bench.figure(name + "_p50", millis[TIMES / 2], "ms");
        Bench.figure(name + "_p95", millis[(int) (TIMES * 0.95)], "ms");
    }
}
