-- the task list that shows what hurts first
create index open_task_due on open_task ((coalesce(due, 'infinity')), position);
