package care.nearkin.casetype.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.bench.Bench;
import care.nearkin.bench.ManyCases;
import care.nearkin.casefile.CaseFiles;
import care.nearkin.casetype.alarm.AlarmCase.Severity;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long somebody waits for a task's page beside 100,000 cases: the page and every part that it fetches by itself, one
 * after the other, and from the answer to the next step's page.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
class TaskPageBench {

    private static final int MANY = Integer.getInteger("bench.cases", 100_000);
    private static final int WORKED = Integer.getInteger("bench.worked", 20);
    private static final Pattern NAMED = Pattern.compile("/(form|resident|timeline|model|position)\\b");
    private static final int WARM = 5;
    private static final int ROUNDS = 5;
    private static final int EVENTS = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern TAG = Pattern.compile("<\\w+ [^>]*>");

    /** What a page fetches when it is opened, and a form and a diagram by their scripts. */
    private static final Pattern PART = Pattern.compile("(?:hx-get|data-form|data-model|data-position)=\"([^\"]+)\"");

    private static final List<Map<String, String>> ANSWERS = List.of(
            Map.of(), Map.of("numberKind", "HOME", "voiceResult", "OK_HELP"), Map.of("finding", "HELPED_BY_TALK"));

    @LocalServerPort
    int port;

    @Autowired
    Estate estate;

    @Autowired
    TestDesk desk;

    @Autowired
    CaseFiles files;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private Here operator;
    private String csrf = "";

    @Test
    void aTasksPageAndTheNextOne() throws Exception {
        new ManyCases(jdbc, transaction).fill(0, MANY);
        Estate.Lane lane = estate.lane();
        operator = new Here(port);
        operator.signIn(lane.operator(), Estate.PASSWORD);
        csrf = operator.csrf("/notices");
        transaction.executeWithoutResult(tx -> jdbc.execute("analyze"));
        for (int i = 0; i < WARM; i++) {
            work(rings(lane));
        }
        millis.clear();
        for (int i = 0; i < WORKED; i++) {
            work(rings(lane));
        }
        millis.forEach((name, all) -> {
            Bench.figure(name + "_p50", at(all, 0.5), "ms");
            Bench.figure(name + "_p95", at(all, 0.95), "ms");
        });
    }

    private String rings(Estate.Lane lane) {
        String number = lane.rings(AlarmKind.SOS, Severity.CRITICAL, lane.resident("3"), null, clock.instant());
        transaction.executeWithoutResult(tx -> {
            for (int i = 0; i < EVENTS; i++) {
                files.note(
                        number,
                        new CaseFiles.Entry(
                                "case.note",
                                clock.instant(),
                                lane.operator(),
                                List.of(),
                                "She said that the neighbour has the key, event " + i));
            }
        });
        return number;
    }

    private void work(String number) throws Exception {
        String task = desk.work(number).get(0).id();
        operator.submit("/tasks/" + task, "/tasks/" + task + "/claim", Map.of());
        for (Map<String, String> answers : ANSWERS) {
            for (int i = 0; i < ROUNDS; i++) {
                open("/tasks/" + task);
            }
            task = complete(task, answers);
        }
    }

    private void open(String page) {
        long start = System.nanoTime();
        String body = shown("task_page_alone", page);
        long named = System.nanoTime() - start;
        for (String part : parts(body)) {
            long before = System.nanoTime();
            shown("task_part_" + part.replaceAll("\\?.*", "").replaceAll(".*/", ""), part);
            if (NAMED.matcher(part).find()) {
                named += System.nanoTime() - before;
            }
        }
        note("task_page_with_all_its_parts", start);
        note("task_page_form_resident_timeline_diagram", System.nanoTime() - named);
    }

    private static Set<String> parts(String body) {
        Set<String> parts = new LinkedHashSet<>();
        Matcher tag = TAG.matcher(body);
        while (tag.find()) {
            Matcher part = PART.matcher(tag.group());
            if (!tag.group().contains("hx-get") || tag.group().contains("hx-trigger=\"load")) {
                part.results().forEach(found -> parts.add(found.group(1).replace("&amp;", "&")));
            }
        }
        assertThat(parts)
                .anyMatch(TaskPageBench::isTimeline)
                .anyMatch(path -> path.endsWith("/form"))
                .anyMatch(path -> path.endsWith("/resident"))
                .anyMatch(path -> path.endsWith("/position"));
        return parts;
    }

    private static boolean isTimeline(String path) {
        return path.matches(".*/timeline(\\?.*)?");
    }

    private String shown(String name, String path) {
        long start = System.nanoTime();
        HttpResponse<String> answer = operator.get(path, "Accept", name.equals("task_page_alone") ? "text/html" : "*/*");
        note(name, start);
        assertThat(answer.statusCode()).as(path).isIn(200, 204);
        if (isTimeline(path)) {
            assertThat(answer.body()).contains("event " + (EVENTS - 1));
        }
        return answer.body();
    }

    /** Answers the path's last part: the step that is open then. */
    private String complete(String task, Map<String, String> answers) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> done = operator.post(
                "/tasks/" + task + "/complete",
                "application/json",
                JSON.writeValueAsString(answers),
                "X-CSRF-TOKEN",
                csrf);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        note("task_complete", start);
        String next = JSON.readTree(done.body()).path("next").asText();
        assertThat(operator.page(next).statusCode()).isEqualTo(200);
        note("task_complete_to_next_page", start);
        return next.substring(next.lastIndexOf('/') + 1);
    }

    private void note(String name, long start) {
        millis.computeIfAbsent(name, one -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
    }

    private static double at(List<Double> all, double share) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * share)];
    }
}
