create sequence decision_taken_seq increment 50;
create table decision_taken (
    id          bigint primary key,
    case_number varchar(32),
    table_key   varchar(64) not null,
    version     int not null,
    taken_at    timestamptz not null,
    rules       jsonb not null,
    facts       jsonb not null,
    result      jsonb not null
);
create index decision_taken_case on decision_taken (case_number, id) where case_number is not null;
create index decision_taken_without_case on decision_taken (taken_at) where case_number is null;
