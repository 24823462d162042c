package care.nearkin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.nearkin.Here;
import care.nearkin.NearkinTest;
import care.nearkin.access.AccountsFile;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NearkinTest
class WebappCallsTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @LocalServerPort
    int port;

    @Autowired
    AccountsFile file;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    AuthorizationService authorizations;

    @ParameterizedTest
    @CsvSource({
        "POST,/process-definition/key/alarm/start",
        "POST,/process-definition/key/alarm/submit-form",
        "POST,/deployment/create",
        "DELETE,/deployment/1",
        "POST,/message",
        "POST,/signal",
        "POST,/condition",
        "PUT,/process-instance/1/variables/level",
        "POST,/process-instance/1/variables",
        "POST,/process-instance/1/modification",
        "DELETE,/process-instance/1",
        "PUT,/process-instance/1/suspended",
        "PUT,/execution/1/localVariables/level",
        "POST,/execution/1/signal",
        "PUT,/task/1/variables/level",
        "POST,/task/1/localVariables",
        "PUT,/task/1",
        "DELETE,/task/1",
        "POST,/task/1/assignee",
        "POST,/task/1/resolve",
        "POST,/task/1/comment/create",
        "POST,/task/1/bpmnError",
        "POST,/task/create",
        "POST,/migration/execute",
        "POST,/modification/execute",
        "POST,/user/create",
        "PUT,/user/admin1/credentials",
        "PUT,/group/admin/members/operator1",
        "POST,/authorization/create",
        "POST,/filter/create",
        "POST,/external-task/fetchAndLock",
        "POST,/decision-definition/key/alarm-level/evaluate",
        "PUT,/decision-definition/1/history-time-to-live",
        "POST,/history/cleanup",
        "POST,/identity/verify",
        "GET,/no/such/thing"
    })
    void whatIsNotOnTheListIsClosedToEverybody(String method, String path) {
        assertThat(new Here(port).call(method, ENGINE + path, "{}").statusCode())
                .isEqualTo(401);
        for (String name : new String[] {"operator1", "supervisor1", "manager1", "admin1"}) {
            assertThat(as(name).call(method, ENGINE + path, "{}").statusCode())
                    .as("%s as %s", path, name)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/cockpit",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/tasklist/anything",
                "/camunda/app/welcome/default/"
            })
    void theWaysAroundOurSignInAreClosed(String path) {
        Here operator = as("operator1");
        assertThat(operator.get(path).statusCode()).isEqualTo(403);
        assertThat(operator.call("POST", path, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void eachWebappIsForThoseWhoNeedIt() {
        assertThat(opens("operator1", "tasklist", "cockpit", "admin")).containsExactly(200, 403, 403);
        assertThat(opens("caseworker1", "tasklist", "cockpit", "admin")).containsExactly(200, 403, 403);
        assertThat(opens("supervisor1", "tasklist", "cockpit", "admin")).containsExactly(200, 200, 403);
        assertThat(opens("manager1", "tasklist", "cockpit", "admin")).containsExactly(403, 200, 403);
        assertThat(opens("admin1", "tasklist", "cockpit", "admin")).containsExactly(403, 200, 200);
    }

    @Test
    void aTaskOfAnotherGroupIsOutOfReach() {
        Task task = tasks.newTask();
        task.setName("For the keeper");
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), "keeper");
        try {
            String path = ENGINE + "/task/" + task.getId();
            assertThat(as("operator1").get(path).statusCode()).isEqualTo(403);
            assertThat(as("operator1")
                            .call("POST", path + "/claim", "{\"userId\":\"operator1\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Here(port).get(path).statusCode()).isEqualTo(401);
        } finally {
            tasks.deleteTask(task.getId(), true);
        }
    }

    @Test
    void onesOwnTasksAreListedAndNobodyElses() {
        String path = ENGINE + "/task?assignee=";

        assertThat(as("operator1").get(path + "operator1").statusCode()).isEqualTo(200);
        assertThat(as("operator1").get(path + "operator2").statusCode()).isEqualTo(403);
        assertThat(as("operator1").get(path + "operator1&assignee=operator2").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theScriptsOfAPageAreAllowedByItsOwnNonceAndNoEval() {
        var page = as("operator1").page("/camunda/app/tasklist/default/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy).contains("'strict-dynamic'").doesNotContain("unsafe-eval");
        String nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
        assertThat(page.body()).contains("nonce=\"" + nonce + "\"");
    }

    @Test
    void grantsAreFewAndNeverForOnePerson() {
        assertThat(authorizations.createAuthorizationQuery().count()).isLessThan(100);
        assertThat(authorizations.createAuthorizationQuery().list()).allMatch(grant -> grant.getUserId() == null);
    }

    @Test
    void theTwoListsOfTasklistExistOnceAndDoNotRefresh() {
        assertThat(filters.createFilterQuery().list())
                .hasSize(2)
                .allMatch(filter -> Boolean.FALSE.equals(filter.getProperties().get("refresh")));
    }

    private int[] opens(String name, String... apps) {
        Here here = as(name);
        return java.util.Arrays.stream(apps)
                .mapToInt(app -> here.page("/camunda/app/" + app + "/default/").statusCode())
                .toArray();
    }

    private Here as(String name) {
        return Here.as(name, port, file);
    }
}
