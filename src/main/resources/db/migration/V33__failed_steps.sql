-- steps that wait because the program could not do them; id is the engine's job
create table case_failed_step (
    id          varchar(64) primary key,
    case_number varchar(32) not null references case_file (number),
    step        varchar(64) not null,
    since       timestamptz not null
);
create index case_failed_step_since on case_failed_step (since, id);
