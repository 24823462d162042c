-- who is not there and who stands in; why is nobody's business and has no column
create table absence (
    id           bigint generated always as identity primary key,
    person       varchar(64) not null,
    deputy       varchar(64),
    first_day    date        not null,
    last_day     date        not null check (last_day >= first_day),
    entered_by   varchar(64) not null,
    entered_at   timestamptz not null,
    cancelled_by varchar(64),
    cancelled_at timestamptz
);
create index absence_by_person on absence (person, last_day) where cancelled_at is null;
create index absence_by_deputy on absence (deputy, last_day) where cancelled_at is null;
create index absence_by_day on absence (last_day) where cancelled_at is null;
