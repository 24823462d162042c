create sequence case_file_seq increment 50;
create table case_file (
    id         bigint primary key,
    number     varchar(32) not null unique,
    type       varchar(32) not null,
    status     varchar(16) not null,
    stage      varchar(32) not null,
    resident   bigint,
    area       varchar(64),
    urgency    varchar(16) not null,
    subject    varchar(64) not null,
    opened_at  timestamptz not null,
    opened_by  varchar(64),
    closed_at  timestamptz,
    outcome    varchar(32),
    version    int not null,
    constraint closed_has_outcome check (status <> 'CLOSED' or (outcome is not null and closed_at is not null))
);
create index case_file_type_status on case_file (type, status, id desc);
create index case_file_resident on case_file (resident, id desc) where resident is not null;
create index case_file_open on case_file (id desc) where status = 'OPEN';

create sequence case_entry_seq increment 50;
create table case_entry (
    id          bigint primary key,
    case_id     bigint not null references case_file,
    kind        varchar(64) not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    by_name     varchar(64),
    arguments   jsonb not null,
    text        text,
    task_id     varchar(64)
);
create index case_entry_case on case_entry (case_id, at, id);

create sequence case_answer_seq increment 50;
create table case_answer (
    id      bigint primary key,
    case_id bigint not null references case_file,
    task_id varchar(64) not null,
    field   varchar(64) not null,
    value   text not null
);
create index case_answer_case on case_answer (case_id);

create table case_link (
    number varchar(32) not null references case_file (number),
    other  varchar(32) not null references case_file (number),
    kind   varchar(32) not null,
    primary key (number, other, kind)
);
