package care.nearkin.bench;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Open cases as the program would have left them, each with a task and a little history, straight into all tables. */
public final class ManyCases {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public ManyCases(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Numbers from {@code from}, as far from those that the program gives as can be. */
    public void fill(int from, int until) {
        transaction.executeWithoutResult(tx -> {
            String definition = jdbc.queryForObject(
                    "select id_ from act_re_procdef where key_ = 'alarm' order by version_ desc limit 1", String.class);
            jdbc.update("""
                    insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, proc_def_id_,
                      act_id_, is_active_, is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_)
                    select 'many-' || g, 1, 'many-' || g, 'many-' || g, 'AL-2025-' || lpad(g::text, 6, '0'), ?,
                      'Task_CallBack', true, false, true, false, 1, 2 from generate_series(?, ?) g
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_hi_procinst (id_, proc_inst_id_, root_proc_inst_id_, business_key_, proc_def_key_,
                      proc_def_id_, start_time_, state_)
                    select 'many-' || g, 'many-' || g, 'many-' || g, 'AL-2025-' || lpad(g::text, 6, '0'), 'alarm', ?, now(),
                      'ACTIVE' from generate_series(?, ?) g
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_hi_actinst (id_, proc_def_key_, proc_def_id_, root_proc_inst_id_, proc_inst_id_,
                      execution_id_, act_id_, act_type_, start_time_, end_time_)
                    select 'many-' || g || '-' || a, 'alarm', ?, 'many-' || g, 'many-' || g, 'many-' || g,
                      'Task_CallBack', 'userTask', now(), now() from generate_series(?, ?) g, generate_series(1, 4) a
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_,
                      priority_, create_time_, due_date_, suspension_state_)
                    select 'many-' || g, 1, 'many-' || g, 'many-' || g, ?, 'Call back', 'Task_CallBack', 50, now(),
                      now() + interval '1 second' * (g % 400000), 1 from generate_series(?, ?) g
                    """, definition, from, until - 1);
            jdbc.update("""
                    insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
                    select 'many-' || g, 1, 'operator', 'candidate', 'many-' || g from generate_series(?, ?) g
                    """, from, until - 1);
            jdbc.update("""
                    insert into case_file (id, number, type, status, stage, area, urgency, subject, opened_at, version)
                    select 700000000 + g, 'AL-2025-' || lpad(g::text, 6, '0'), 'alarm', 'OPEN', 'NEW', 'many' || g % 25,
                      'CRITICAL', 'alarm.kind.SOS', now(), 0 from generate_series(?, ?) g
                    """, from, until - 1);
            jdbc.update("""
                    insert into case_entry (id, case_id, kind, at, recorded_at, arguments)
                    select 700000000 + g::bigint * 4 + a, 700000000 + g, 'case.note', now(), now(), '[]'
                    from generate_series(?, ?) g, generate_series(0, 3) a
                    """, from, until - 1);
            jdbc.update("""
                    insert into open_task (id, task_key, flow, case_number, area, urgency, subject, groups, lane, created_at,
                      due, position)
                    select 'many-' || g, 'Task_CallBack', 'alarm', 'AL-2025-' || lpad(g::text, 6, '0'), 'many' || g % 25,
                      'CRITICAL', 'alarm.kind.SOS', array['operator'], 'operator', now(),
                      now() + interval '1 second' * (g % 400000), 1000000000 + g from generate_series(?, ?) g
                    """, from, until - 1);
        });
    }
}
