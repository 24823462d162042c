-- tasks whose holder was told that their time is nearly over: once for each; gone with the task
create table task_near_due (
    task_id varchar(64) primary key,
    told_at timestamptz not null
);

-- who handed a task over or nudged it, and is told when it was done; gone with the task
create table task_asked (
    task_id varchar(64) not null,
    staff   varchar(64) not null,
    primary key (task_id, staff)
);
