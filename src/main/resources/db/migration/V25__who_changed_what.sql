-- Every change of a resident's or responder's record, field by field: what it was and what it became, both sealed whatever the
-- field, because everything in a record tells about a person. record_id without a reference: what happened stays.
create table record_change (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    who       varchar(64) not null,
    record    varchar(16) not null,
    record_id bigint      not null,
    part      varchar(16) not null,
    part_id   bigint      not null,
    part_name text,
    field     varchar(32) not null,
    was       text,
    became    text
);
create index record_change_of on record_change (record, record_id, id desc);
