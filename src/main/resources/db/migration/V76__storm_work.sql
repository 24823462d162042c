-- which members of a storm somebody has ticked to work them together
create table alarm_storm_pick (
    storm       bigint      not null references alarm_storm,
    by_name     varchar(64) not null,
    case_number varchar(32) not null references case_file (number),
    primary key (storm, by_name, case_number)
);
-- one answer for many: by whom, to which step; texts are sealed, the answers are gone when the work is over
create sequence alarm_storm_work_seq increment by 50;
create table alarm_storm_work (
    id         bigint      primary key,
    storm      bigint      not null references alarm_storm,
    by_name    varchar(64) not null,
    task_key   varchar(64) not null,
    answers    text,
    remark     text,
    state      varchar(16) not null,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at   timestamptz
);
create index alarm_storm_work_running on alarm_storm_work (id) where state = 'RUNNING';
create index alarm_storm_work_storm on alarm_storm_work (storm, id desc);
-- what became of each case in it; never deleted
create table alarm_storm_item (
    work        bigint       not null references alarm_storm_work,
    position    integer      not null,
    case_number varchar(32)  not null references case_file (number),
    state       varchar(16)  not null,
    why         varchar(100),
    arguments   jsonb,
    done_at     timestamptz,
    primary key (work, case_number)
);
create index alarm_storm_item_waiting on alarm_storm_item (work, position) where state = 'WAITING';
