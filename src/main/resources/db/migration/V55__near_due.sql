-- tasks whose holder was told that their time is nearly over: once for each; gone with the task
create table task_near_due (
    task_id varchar(64) primary key references open_task on delete cascade,
    told_at timestamptz not null
);
