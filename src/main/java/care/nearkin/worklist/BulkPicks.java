package care.nearkin.worklist;

import care.nearkin.access.Viewer;
import care.nearkin.kernel.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which steps somebody ticked, on every page of every list and at every computer, until she treats them. */
@Component
class BulkPicks {

    /** More are not looked through before they are treated. */
    static final int MOST = 2_000;

    private final JdbcClient jdbc;
    private final TaskList list;
    private final TaskDesk desk;

    BulkPicks(JdbcClient jdbc, TaskList list, TaskDesk desk) {
        this.jdbc = jdbc;
        this.list = list;
        this.desk = desk;
    }

    /** Of what a page {@code showed} exactly {@code ticked}; what she may not see is not ticked. */
    @Transactional
    void tick(Viewer viewer, Collection<String> showed, Collection<String> ticked) {
        jdbc.sql("delete from task_pick where staff = :me and task_id = any(:showed)")
                .param("me", viewer.name())
                .param("showed", showed.toArray(String[]::new))
                .update();
        pick(viewer, desk.seen(viewer, ticked));
    }

    /** What the list holds from its beginning on, as far as there may be so many. */
    @Transactional
    void pickAll(Viewer viewer, Worklist.Ask ask) {
        List<WorkItem> all = new ArrayList<>();
        String after = null;
        do {
            Slice<WorkItem> page = list.page(viewer, ask.after(after));
            all.addAll(page.items());
            after = page.next();
        } while (after != null && all.size() < MOST);
        pick(viewer, all);
    }

    private void pick(Viewer viewer, List<WorkItem> items) {
        jdbc.sql("""
                        insert into task_pick (staff, task_id)
                        select :me, new.id from unnest(:ids) with ordinality new (id, place)
                        where exists (select from open_task t where t.id = new.id)
                          and not exists (select from task_pick p where p.staff = :me and p.task_id = new.id)
                        order by new.place
                        limit greatest(0, :most - (select count(*) from task_pick where staff = :me))
                        on conflict do nothing""")
                .param("me", viewer.name())
                .param("ids", items.stream().map(WorkItem::id).toArray(String[]::new))
                .param("most", MOST)
                .update();
    }

    @Transactional
    void none(String person) {
        jdbc.sql("delete from task_pick where staff = :me").param("me", person).update();
    }

    @Transactional
    void done(String person, Collection<String> tasks) {
        jdbc.sql("delete from task_pick where staff = :me and task_id = any(:tasks)")
                .param("me", person)
                .param("tasks", tasks.toArray(String[]::new))
                .update();
    }

    int count(String person) {
        return jdbc.sql("select count(*) from task_pick where staff = :me")
                .param("me", person)
                .query(Integer.class)
                .single();
    }

    Set<String> among(String person, Collection<String> tasks) {
        return jdbc.sql("select task_id from task_pick where staff = :me and task_id = any(:tasks)")
                .param("me", person)
                .param("tasks", tasks.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /** Those that she still may see, what hurts first before the others. */
    List<WorkItem> of(Viewer viewer) {
        return jdbc.sql("""
                        select t.* from task_pick p join open_task t on t.id = p.task_id where p.staff = :me
                        order by t.due_by, t.position""").param("me", viewer.name()).query((row, number) -> OpenTaskRow.view(row)).list().stream()
                .filter(item -> desk.sees(viewer, item))
                .toList();
    }
}
