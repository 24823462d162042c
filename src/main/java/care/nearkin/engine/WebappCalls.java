package care.nearkin.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * The calls under {@code /camunda} that are let through, by group. Camunda's webapps bring the engine's whole REST API
 * with them; whatever is not on these lists does not exist for a browser. Found by using Tasklist, Cockpit and Admin in a
 * browser; none of the lists starts, deploys, correlates, modifies or sets a variable.
 */
@Component
public class WebappCalls implements AuthorizationManager<RequestAuthorizationContext> {

    /** Where the webapps post to when somebody signs out there. */
    public static final String SIGN_OUT = "/camunda/api/admin/auth/user/default/logout";

    private static final Set<String> WORKERS = Set.copyOf(Grants.WORKING);
    private static final Set<String> WATCHERS = Set.of("supervisor", "manager", "admin");
    private static final Set<String> ADMINISTRATORS = Set.of("admin");

    private static final String ANYBODY = """
            GET  /camunda
            GET  /camunda/
            GET  /camunda/lib/*
            GET  /camunda/assets/*
            GET  /camunda/favicon.ico
            GET  /camunda/api/admin/auth/user/default
            POST /camunda/api/admin/auth/user/default/logout
            GET  /camunda/api/engine/engine
            GET  /camunda/api/engine/engine/
            GET  /camunda/api/engine/engine/default/version
            GET  /camunda/api/engine/engine/default/user/{user}/profile
            """;

    private static final String TASKLIST = """
            GET  /camunda/app
            GET  /camunda/app/
            GET  /camunda/app/tasklist
            GET  /camunda/app/tasklist/**
            GET  /camunda/api/tasklist/plugin/{plugin}/static/**
            GET  ~/filter
            GET  ~/filter/count
            OPTIONS ~/filter
            GET  ~/filter/{filter}
            OPTIONS ~/filter/{filter}
            GET  ~/filter/{filter}/count
            GET  ~/filter/{filter}/list
            POST ~/filter/{filter}/count
            POST ~/filter/{filter}/list
            GET  ~/process-definition/{definition}
            GET  ~/process-definition/{definition}/xml
            GET  ~/history/user-operation
            GET  ~/history/user-operation/count
            """;

    /** "You are assigned to the following tasks in the same process": the caller's own, and nobody else's. */
    private static final String OWN_TASKS = "GET ~/task";

    /**
     * About one task, which then has to be within the caller's reach. Writing comments is not among them: what a person
     * tells would stand in the engine in clear.
     */
    private static final String TASK = """
            GET  ~/task/{task}
            GET  ~/task/{task}/form
            GET  ~/task/{task}/deployed-form
            GET  ~/task/{task}/form-variables
            GET  ~/task/{task}/identity-links
            GET  ~/task/{task}/comment
            GET  ~/task/{task}/attachment
            POST ~/task/{task}/claim
            POST ~/task/{task}/unclaim
            POST ~/task/{task}/complete
            POST ~/task/{task}/submit-form
            """;

    /** Looking only: the posts are queries whose conditions are too long for an address. */
    private static final String COCKPIT = """
            GET  /camunda/app/cockpit
            GET  /camunda/app/cockpit/**
            GET  /camunda/api/cockpit/plugin/{plugin}/static/**
            GET  /camunda/api/cockpit/plugin/base/default/**
            GET  ~/authorization/check
            GET  ~/process-definition
            GET  ~/process-definition/**
            GET  ~/process-instance
            GET  ~/process-instance/**
            GET  ~/decision-definition
            GET  ~/decision-definition/**
            GET  ~/decision-requirements-definition
            GET  ~/decision-requirements-definition/**
            GET  ~/case-definition
            GET  ~/case-definition/count
            GET  ~/case-instance/count
            GET  ~/deployment
            GET  ~/deployment/**
            GET  ~/history/**
            GET  ~/incident
            GET  ~/incident/**
            GET  ~/job
            GET  ~/job/**
            GET  ~/job-definition
            GET  ~/job-definition/**
            GET  ~/external-task
            GET  ~/external-task/**
            GET  ~/variable-instance
            GET  ~/variable-instance/**
            GET  ~/execution/**
            GET  ~/batch/**
            GET  ~/task
            GET  ~/task/count
            GET  ~/task/report/candidate-group-count
            OPTIONS ~/deployment
            OPTIONS ~/process-definition
            POST ~/process-instance
            POST ~/process-instance/count
            POST ~/variable-instance
            POST ~/variable-instance/count
            POST ~/execution
            POST ~/execution/count
            POST ~/job
            POST ~/job/count
            POST ~/external-task
            POST ~/external-task/count
            POST ~/task
            POST ~/task/count
            POST ~/group
            POST ~/group/count
            POST ~/history/process-instance
            POST ~/history/process-instance/count
            POST ~/history/activity-instance
            POST ~/history/activity-instance/count
            POST ~/history/task
            POST ~/history/task/count
            POST ~/history/variable-instance
            POST ~/history/variable-instance/count
            POST ~/history/decision-instance
            POST ~/history/decision-instance/count
            POST ~/history/job-log
            POST ~/history/job-log/count
            POST /camunda/api/cockpit/plugin/base/default/process-instance
            POST /camunda/api/cockpit/plugin/base/default/process-instance/count
            POST /camunda/api/cockpit/plugin/base/default/incident
            POST /camunda/api/cockpit/plugin/base/default/incident/count
            POST /camunda/api/cockpit/plugin/base/default/process-definition/{definition}/called-process-definitions
            POST /camunda/api/cockpit/plugin/base/default/process-instance/{instance}/called-process-instances
            """;

    /** People and groups are kept by us and only looked at here; the one thing to do is to retry a failed job. */
    private static final String ADMIN = """
            GET  /camunda/app/admin
            GET  /camunda/app/admin/**
            GET  /camunda/api/admin/plugin/{plugin}/static/**
            GET  ~/authorization
            GET  ~/authorization/count
            OPTIONS ~/authorization
            GET  ~/user
            GET  ~/user/count
            OPTIONS ~/user
            OPTIONS ~/user/
            OPTIONS ~/user/{user}
            GET  ~/group
            GET  ~/group/count
            GET  ~/group/{group}
            OPTIONS ~/group
            OPTIONS ~/group/
            OPTIONS ~/group/{group}
            GET  ~/tenant
            GET  ~/tenant/count
            OPTIONS ~/tenant
            OPTIONS ~/tenant/
            GET  ~/metrics/**
            PUT  ~/job/{job}/retries
            """;

    private interface Condition {

        boolean holds(Authentication who, RequestAuthorizationContext call, Map<String, String> inPath);
    }

    private record Rule(RequestMatcher call, Set<String> groups, Condition condition) {}

    private final List<Rule> rules = new ArrayList<>();
    private final TaskReach reach;

    WebappCalls(TaskReach reach) {
        this.reach = reach;
        Set<String> anybody = new HashSet<>(WORKERS);
        anybody.addAll(WATCHERS);
        Condition none = (who, call, inPath) -> true;
        allow(ANYBODY, anybody, none);
        allow(TASKLIST, WORKERS, none);
        allow(
                OWN_TASKS,
                WORKERS,
                (who, call, inPath) -> Arrays.equals(
                        new String[] {who.getName()}, call.getRequest().getParameterValues("assignee")));
        allow(TASK, WORKERS, (who, call, inPath) -> mayTouch(who, inPath.get("task")));
        allow(COCKPIT, WATCHERS, none);
        allow(ADMIN, ADMINISTRATORS, none);
    }

    private void allow(String calls, Set<String> groups, Condition condition) {
        calls.lines().map(line -> line.strip().split(" +")).forEach(words -> {
            String path = words[1].replace("~", "/camunda/api/engine/engine/default");
            RequestMatcher call = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.valueOf(words[0]), path);
            rules.add(new Rule(call, groups, condition));
        });
    }

    @Override
    public AuthorizationDecision check(Supplier<Authentication> caller, RequestAuthorizationContext call) {
        Authentication who = caller.get();
        return new AuthorizationDecision(who != null && who.isAuthenticated() && mayCall(who, call));
    }

    private boolean mayCall(Authentication who, RequestAuthorizationContext call) {
        Set<String> groups = groupsOf(who);
        return rules.stream()
                .filter(rule -> rule.groups.stream().anyMatch(groups::contains))
                .anyMatch(rule -> {
                    RequestMatcher.MatchResult match = rule.call.matcher(call.getRequest());
                    return match.isMatch() && rule.condition.holds(who, call, match.getVariables());
                });
    }

    private boolean mayTouch(Authentication who, @Nullable String task) {
        Set<String> groups = groupsOf(who);
        return task != null && reach.reaches(who.getName(), groups, task);
    }

    static Set<String> groupsOf(Authentication who) {
        return who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(role -> role.startsWith("ROLE_"))
                .map(role -> role.substring("ROLE_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
