package care.nearkin.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each group may do in the engine, as few rows as possible: by process definition for those who work in it, by
 * application, and reading for those who supervise. Which single task somebody may touch is asked by {@link TaskReach}.
 */
@Service
public class Grants {

    static final List<String> WORKING =
            List.of("operator", "responder", "maintainer", "caseworker", "keeper", "childlead", "supervisor");

    private static final long LOCK = 0x4e6561724772L;

    private static final Permission[] WORK = {
        Permissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.TASK_WORK,
        ProcessDefinitionPermissions.READ_HISTORY
    };
    private static final Permission[] WATCH = {
        Permissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.READ_HISTORY
    };
    private static final Permission[] MEND = Stream.concat(
                    Arrays.stream(WATCH), Stream.of(ProcessDefinitionPermissions.RETRY_JOB))
            .toArray(Permission[]::new);

    private record Place(String group, int resource, String id) {}

    private final AuthorizationService authorizations;
    private final RepositoryService repository;
    private final JdbcTemplate jdbc;

    Grants(AuthorizationService authorizations, RepositoryService repository, JdbcTemplate jdbc) {
        this.authorizations = authorizations;
        this.repository = repository;
        this.jdbc = jdbc;
    }

    /** Makes the grants fit the processes that are deployed now; to be called again after a deployment. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    @Transactional
    public void reconcile() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        Map<Place, Permission[]> wanted = wanted();
        for (Authorization present : authorizations.createAuthorizationQuery().list()) {
            Permission[] permissions =
                    wanted.remove(new Place(present.getGroupId(), present.getResourceType(), present.getResourceId()));
            if (permissions == null || present.getAuthorizationType() != AUTH_TYPE_GRANT) {
                authorizations.deleteAuthorization(present.getId());
            } else {
                set(present, permissions);
            }
        }
        wanted.forEach((place, permissions) -> {
            Authorization grant = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            grant.setGroupId(place.group());
            grant.setResourceType(place.resource());
            grant.setResourceId(place.id());
            set(grant, permissions);
        });
    }

    private void set(Authorization grant, Permission[] permissions) {
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    private Map<Place, Permission[]> wanted() {
        Map<Place, Permission[]> wanted = new HashMap<>();
        for (String group : WORKING) {
            put(wanted, group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            put(wanted, group, Resources.FILTER, ANY, Permissions.READ);
            put(wanted, group, Resources.USER, ANY, Permissions.READ);
            put(wanted, group, Resources.GROUP, ANY, Permissions.READ);
        }
        candidates()
                .forEach((process, groups) ->
                        groups.forEach(group -> put(wanted, group, Resources.PROCESS_DEFINITION, process, WORK)));
        put(wanted, "supervisor", Resources.PROCESS_DEFINITION, ANY, WORK);
        put(wanted, "manager", Resources.PROCESS_DEFINITION, ANY, WATCH);
        put(wanted, "admin", Resources.PROCESS_DEFINITION, ANY, MEND);
        for (String group : List.of("supervisor", "manager", "admin")) {
            put(wanted, group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            put(wanted, group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
            put(wanted, group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
            put(wanted, group, Resources.DEPLOYMENT, ANY, Permissions.READ);
            put(wanted, group, Resources.TASK, ANY, Permissions.READ);
            put(wanted, group, Resources.USER, ANY, Permissions.READ);
            put(wanted, group, Resources.GROUP, ANY, Permissions.READ);
        }
        put(wanted, "admin", Resources.APPLICATION, "admin", Permissions.ACCESS);
        for (Resource read : List.of(Resources.USER, Resources.GROUP, Resources.AUTHORIZATION, Resources.BATCH)) {
            put(wanted, "admin", read, ANY, Permissions.READ);
        }
        put(wanted, "admin", Resources.SYSTEM, ANY, SystemPermissions.READ);
        return wanted;
    }

    private static void put(
            Map<Place, Permission[]> wanted, String group, Resource resource, String id, Permission... permissions) {
        wanted.put(new Place(group, resource.resourceType(), id), permissions);
    }

    /** Process keys to the groups that have tasks in them, in the newest version or one that still has open tasks. */
    private Map<String, Set<String>> candidates() {
        List<ProcessDefinition> definitions = new ArrayList<>(
                repository.createProcessDefinitionQuery().latestVersion().list());
        String[] open = jdbc.queryForList(
                        "select distinct proc_def_id_ from act_ru_task where proc_def_id_ is not null", String.class)
                .toArray(String[]::new);
        if (open.length > 0) {
            definitions.addAll(repository
                    .createProcessDefinitionQuery()
                    .processDefinitionIdIn(open)
                    .list());
        }
        Map<String, Set<String>> candidates = new HashMap<>();
        for (ProcessDefinition definition : definitions) {
            candidates
                    .computeIfAbsent(definition.getKey(), key -> new HashSet<>())
                    .addAll(candidates(definition));
        }
        return candidates;
    }

    private Set<String> candidates(ProcessDefinition definition) {
        // the engine's own reading of the model, which the first case needs too
        var model = (ProcessDefinitionEntity)
                ((RepositoryServiceImpl) repository).getDeployedProcessDefinition(definition.getId());
        return model.getTaskDefinitions().values().stream()
                .flatMap(task -> task.getCandidateGroupIdExpressions().stream())
                .map(Expression::getExpressionText)
                // who it is may be decided by a table: then any working group
                .flatMap(group -> group.contains("{") ? WORKING.stream() : Stream.of(group.strip()))
                .collect(Collectors.toSet());
    }
}
