-- steps that a supervisor ticked in her lists, to treat them together; with the step the tick goes
create table task_pick (
    staff   varchar(64) not null,
    task_id varchar(64) not null references open_task on delete cascade,
    primary key (staff, task_id)
);
create index task_pick_task on task_pick (task_id);

-- one thing done with many steps: by whom, to whom, why (sealed), and in which language what is written of it
create table bulk_work (
    id         bigint generated always as identity primary key,
    staff      varchar(64) not null,
    kind       varchar(16) not null check (kind in ('DISTRIBUTE', 'RELEASE', 'NUDGE')),
    people     varchar(64)[] not null default '{}',
    why        text,
    language   varchar(16) not null,
    state      varchar(16) not null check (state in ('DRAFT', 'RUNNING', 'DONE', 'CANCELLED')),
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at   timestamptz
);
create index bulk_work_running on bulk_work (id) where state = 'RUNNING';
create index bulk_work_staff on bulk_work (staff, id desc);

-- what became of each step in it; of what was started never deleted
create table bulk_item (
    work        bigint      not null references bulk_work on delete cascade,
    position    integer     not null,
    task_id     varchar(64) not null,
    case_number varchar(32) not null,
    area        varchar(64),
    name        varchar(100) not null,
    lane        varchar(400) not null,
    -- who gets it, and who had it when it was done
    person      varchar(64),
    holder      varchar(64),
    state       varchar(16) not null check (state in ('WAITING', 'DONE', 'LEFT', 'REFUSED', 'CANCELLED')),
    why         varchar(100),
    arguments   jsonb,
    done_at     timestamptz,
    primary key (work, task_id)
);
create index bulk_item_state on bulk_item (work, state, position);
