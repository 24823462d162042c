-- The view of what waits finds its few rows by these, however many tasks are open.
create index open_task_delegated on open_task (id) where delegated_by is not null;
create index task_request_open on task_request (task_id) where agreed is null;
