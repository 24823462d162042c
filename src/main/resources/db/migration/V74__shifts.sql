-- the desk changes hands: what was open then, said by who goes and read by who comes; texts are sealed
create sequence shift_handover_seq;
create table shift_handover (
    id          bigint      primary key,
    goes        varchar(64) not null,
    comes       varchar(64) not null,
    note        text,
    signed_at   timestamptz not null,
    received_at timestamptz
);
create index shift_handover_waiting on shift_handover (comes, id desc) where received_at is null;
create table shift_handover_task (
    handover_id bigint       not null references shift_handover (id),
    position    integer      not null,
    task_id     varchar(64)  not null,
    case_number varchar(32)  not null,
    name        varchar(100) not null,
    holder      varchar(64),
    due         timestamptz,
    remark      text,
    primary key (handover_id, position)
);
