package care.nearkin.engine;

import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The two lists with which everybody starts in Tasklist. They do not refresh by themselves: our own pages push. */
@Component
class TasklistFilters {

    private static final long LOCK = 0x4e656172466cL;

    private final FilterService filters;
    private final TaskService tasks;
    private final JdbcTemplate jdbc;

    TasklistFilters(FilterService filters, TaskService tasks, JdbcTemplate jdbc) {
        this.filters = filters;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    @Transactional
    public void createOnce() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        put("我的任务 · My tasks", -20, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        put(
                "本组任务 · My groups' tasks",
                -10,
                tasks.createTaskQuery()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .taskUnassigned());
    }

    private void put(String name, int place, TaskQuery query) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(name);
        filter.setQuery(query.orderByDueDate().asc());
        filter.setProperties(Map.of("priority", place, "refresh", false, "color", "#0b5c46", "description", ""));
        filters.saveFilter(filter);
    }
}
