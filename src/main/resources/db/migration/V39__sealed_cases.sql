-- A sealed case is read by those who are named only: neither a role nor an area opens it.
alter table case_file add sealed_at timestamptz;

-- until: who opened it in an emergency reads it for a while only
create table case_reader (
    case_number varchar(32) not null references case_file (number) deferrable initially deferred,
    reader      varchar(64) not null,
    added_at    timestamptz not null,
    added_by    varchar(64) not null,
    until       timestamptz,
    primary key (case_number, reader)
);
create index case_reader_reader on case_reader (reader, case_number);
create index case_file_sealed on case_file (number) where sealed_at is not null;
