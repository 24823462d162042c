-- what one case type leaves for another, which looks for it here and need not exist yet
create table case_handover (
    number    varchar(32) not null references case_file (number) deferrable initially deferred,
    to_type   varchar(32) not null,
    because   varchar(64) not null,
    at        timestamptz not null,
    taken_by  varchar(32),
    primary key (number, to_type)
);
create index case_handover_waiting on case_handover (to_type, at) where taken_by is null;
