-- tasks whose holder was told that their time is nearly over: once for each; gone with the task
create table task_near_due (
    task_id varchar(64) primary key,
    told_at timestamptz not null
);
