-- two records that look like one person's and are not, as a supervisor said; one is the smaller id
create table not_same_person (
    one   bigint      not null references resident on delete cascade,
    other bigint      not null references resident on delete cascade,
    who   varchar(64) not null,
    at    timestamptz not null,
    primary key (one, other),
    check (one < other)
);
create index not_same_person_other on not_same_person (other);
-- who was born on the same day is looked at for a namesake or a housemate
create index resident_born on resident (birth_date, name collate "C", id) where birth_date is not null;
