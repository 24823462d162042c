-- Who was written down twice and is one record now: under the id and the key that are no more. The reason is sealed.
create table merged_resident (
    id           bigint primary key,
    resident_key varchar(64) not null unique,
    into_id      bigint      not null references resident,
    merged_by    varchar(64) not null,
    merged_at    timestamptz not null,
    reason       text        not null
);
create index merged_resident_into on merged_resident (into_id);
