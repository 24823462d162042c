package care.nearkin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.access.Group;
import care.nearkin.access.StaffAccounts;
import care.nearkin.access.StaffAccounts.NewStaff;
import care.nearkin.access.Teams;
import care.nearkin.access.Viewer;
import care.nearkin.worklist.Worklist;
import care.nearkin.worklist.Worklist.Ask;
import care.nearkin.worklist.Worklist.View;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A page of the worklist beside the engine's own query and count for the same person in the same run. Fifty groups: two
 * posts in each of twenty-five areas; the engine knows no areas, so there each is a group of its own.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nearkin.data.dir=./target/bench-data/${random.uuid}",
            "nearkin.postgres.programs=./target",
            "nearkin.broker.port=0",
            "nearkin.sample=false"
        })
class WorklistBench {

    private static final int MANY = Integer.getInteger("bench.tasks", 100_000);
    private static final int FEW = 1_000;
    private static final int AREAS = 25;
    private static final int TIMES = 300;
    private static final int WARM = 100;
    private static final int A_PAGE = 50;
    private static final String PASSWORD = "a long bench password";

    @LocalServerPort
    int port;

    @Autowired
    Worklist worklist;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identities;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Teams teams;

    @Autowired
    StaffAccounts staff;

    private final Viewer operator = new Viewer("bench-operator", Set.of(Group.OPERATOR), Set.of("area7"), false);
    private final Viewer supervisor = new Viewer("bench-supervisor", Set.of(Group.SUPERVISOR), Set.of(), true);

    private record Figures(double p50, double p95) {}

    @Test
    void aPageOfTheList() {
        assertThat(engine.getProcessEngineConfiguration().isAuthorizationEnabled()).isTrue();
        people();
        fill(0, FEW);
        Figures few = told("worklist_page_of_1000", () -> page(operator, View.GROUPS));
        Figures fewAll = told("worklist_all_of_1000", () -> page(supervisor, View.ALL));
        fill(FEW, MANY);
        Figures many = told("worklist_page", () -> page(operator, View.GROUPS));
        Figures all = told("worklist_all", () -> page(supervisor, View.ALL));
        for (View view : List.of(View.MINE, View.UNASSIGNED, View.LATE, View.TODAY)) {
            told("worklist_" + view.name().toLowerCase(java.util.Locale.ROOT), () -> page(operator, view));
        }
        told("worklist_second_page", this::secondPage);
        Figures engines = told("engine_query_and_count", () -> engines(operator.name(), "operator-area7"));
        Bench.figure("worklist_times_faster_p50", engines.p50() / many.p50(), "x");
        Bench.figure("worklist_growth_p50", many.p50() / few.p50(), "x");
        Bench.figure("worklist_all_growth_p50", all.p50() / fewAll.p50(), "x");
        Here here = new Here(port);
        here.signIn(operator.name(), PASSWORD);
        told("worklist_http_page", () -> {
            String body = here.page("/tasks?view=groups&sort=due").body();
            assertThat(body.split("id=\"t-").length - 1).isEqualTo(A_PAGE);
            return body;
        });
        told("worklist_http_rows", () -> here.get("/tasks?view=groups&sort=due", "Accept", "text/html", "HX-Request", "true")
                .body());
    }

    private Object page(Viewer viewer, View view) {
        return worklist.list(viewer, Ask.of(view, A_PAGE));
    }

    private Object secondPage() {
        Ask first = Ask.of(View.GROUPS, A_PAGE);
        return worklist.list(operator, first.after(worklist.list(operator, first).next()));
    }

    /** As Camunda's own task list asks: a page in the order of due dates, and how many there are. */
    private Object engines(String person, String group) {
        identities.setAuthentication(person, List.of(group, "operator"));
        try {
            tasks.createTaskQuery().taskCandidateGroup(group).count();
            List<?> found = tasks.createTaskQuery()
                    .taskCandidateGroup(group)
                    .orderByDueDate()
                    .asc()
                    .listPage(0, A_PAGE);
            assertThat(found).hasSize(A_PAGE);
            return found;
        } finally {
            identities.clearAuthentication();
        }
    }

    private static Figures told(String name, Supplier<Object> work) {
        for (int i = 0; i < WARM; i++) {
            work.get();
        }
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            work.get();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        Figures figures = new Figures(millis[TIMES / 2], millis[(int) (TIMES * 0.95)]);
        Bench.figure(name + "_p50", figures.p50(), "ms");
        Bench.figure(name + "_p95", figures.p95(), "ms");
        return figures;
    }

    private void people() {
        transaction.executeWithoutResult(tx -> {
            for (int i = 0; i < AREAS; i++) {
                teams.putArea("area" + i, "Area " + i);
            }
            teams.putTeam("area7", Set.of("area7"), false);
            staff.putSample(new NewStaff(operator.name(), "王敏", Set.of(Group.OPERATOR), "area7", null, "en"), PASSWORD);
        });
    }

    /** Engine and worklist hold the same tasks, written straight into their tables. */
    private void fill(int from, int until) {
        transaction.executeWithoutResult(tx -> {
            String definition = jdbc.queryForObject(
                    "select id_ from act_re_procdef where key_ = 'alarm' order by version_ desc limit 1", String.class);
            jdbc.update("""
                    insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, proc_def_id_,
                      act_id_, is_active_, is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_)
                    select 'bench-' || g, 1, 'bench-' || g, 'bench-' || g, 'AL-2026-' || lpad(g::text, 6, '0'), ?,
                      'Task_CallBack', true, false, true, false, 1, 2 from generate_series(?, ?) g
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_,
                      priority_, create_time_, due_date_, assignee_, suspension_state_)
                    select 'bench-' || g, 1, 'bench-' || g, 'bench-' || g, ?, 'Call back', 'Task_CallBack', 50, now(),
                      now() + interval '1 second' * ((g * 7919) % 400000 - 100000),
                      case when g % 3 = 0 then 'somebody' when g % 50 = 7 and g % 11 = 1 then 'bench-operator' end, 1
                    from generate_series(?, ?) g
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
                    select 'bench-' || g, 1, (case when g % 2 = 1 then 'operator' else 'caseworker' end) || '-area' || g / 2 % 25,
                      'candidate', 'bench-' || g from generate_series(?, ?) g
                    """, from, until - 1);
            jdbc.update("""
                    insert into case_file select 700000000 + g, 'AL-2026-' || lpad(g::text, 6, '0'), 'alarm', 'OPEN', 'NEW',
                      null, 'area' || g / 2 % 25, 'CRITICAL', 'alarm.kind.SOS', now(), null, null, null, 0
                    from generate_series(?, ?) g
                    """, from, until - 1);
            jdbc.update("""
                    insert into open_task (id, task_key, flow, case_number, resident, area, urgency, subject, groups, lane,
                      assignee, created_at, due, position)
                    select 'bench-' || g, 'Task_CallBack', 'alarm', 'AL-2026-' || lpad(g::text, 6, '0'), null,
                      'area' || g / 2 % 25, 'CRITICAL', 'alarm.kind.SOS',
                      array[case when g % 2 = 1 then 'operator' else 'caseworker' end],
                      case when g % 2 = 1 then 'operator' else 'caseworker' end, t.assignee_, now(), t.due_date_,
                      1000000000 + g
                    from generate_series(?, ?) g join act_ru_task t on t.id_ = 'bench-' || g
                    """, from, until - 1);
        });
        for (String table : List.of("open_task", "act_ru_task", "act_ru_identitylink", "act_ru_execution", "case_file")) {
            transaction.executeWithoutResult(tx -> jdbc.execute("analyze " + table));
        }
    }
}
