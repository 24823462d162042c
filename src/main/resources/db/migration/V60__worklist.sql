-- the read model of open tasks, written in the engine's transaction
create table open_task (
    id          varchar(64) primary key,
    task_key    varchar(64) not null,
    flow        varchar(32) not null,
    case_number varchar(32) not null,
    resident    bigint,
    area        varchar(64),
    urgency     varchar(16) not null,
    subject     varchar(64) not null,
    groups      varchar(32)[] not null,
    assignee    varchar(64),
    created_at  timestamptz not null,
    due         timestamptz,
    position    bigint not null
);
create sequence open_task_position increment 50;
create unique index open_task_position_idx on open_task (position desc);
create index open_task_case on open_task (case_number);
create index open_task_assignee on open_task (assignee, position desc) where assignee is not null;
create index open_task_groups on open_task using gin (groups);

-- where a task was, so that what is typed into one that the process took away is kept with its case
create table ended_task (
    id          varchar(64) primary key,
    case_number varchar(32) not null,
    task_key    varchar(64) not null,
    flow        varchar(32) not null,
    completed   boolean not null,
    ended_at    timestamptz not null
);
