-- Neighbourhood areas by short key; what teams serve and what residents live in.
create table area (
    key  varchar(64) primary key,
    name varchar(200) not null
);

create sequence team_seq increment by 50;
create table team (
    id         bigint primary key,
    name       varchar(100) not null unique,
    everywhere boolean      not null
);

create table team_area (
    team_id  bigint      not null references team,
    area_key varchar(64) not null references area,
    primary key (team_id, area_key)
);

-- stamp counts what ends sessions (lock, new password); rights counts what changes them (groups, team).
create sequence staff_seq increment by 50;
create table staff (
    id              bigint primary key,
    name            varchar(64)  not null unique,
    display_name    varchar(200) not null,
    password        varchar(200) not null,
    sample_password boolean      not null,
    must_change     boolean      not null,
    locked          boolean      not null,
    email           varchar(320),
    locale          varchar(16),
    team_id         bigint references team,
    stamp           integer      not null,
    rights          integer      not null,
    created_at      timestamptz  not null,
    last_seen       timestamptz
);
create index staff_team on staff (team_id);
create index staff_last_seen on staff (last_seen);

create table staff_group (
    staff_id  bigint      not null references staff,
    group_key varchar(32) not null,
    primary key (staff_id, group_key)
);
create index staff_group_by_group on staff_group (group_key);

create table access_read (
    id    bigint generated always as identity primary key,
    at    timestamptz  not null,
    who   varchar(64)  not null,
    what  varchar(32)  not null,
    which varchar(200) not null,
    why   varchar(500)
);
create index access_read_which on access_read (what, which, at desc);
create index access_read_who on access_read (who, at desc);

create table access_write (
    id    bigint generated always as identity primary key,
    at    timestamptz  not null,
    who   varchar(64)  not null,
    what  varchar(32)  not null,
    which varchar(200) not null,
    why   varchar(500) not null
);
create index access_write_which on access_write (what, which, at desc);
create index access_write_who on access_write (who, at desc);

-- One-time links by which the first administrator is created; only their hash is kept.
create table first_administrator_link (
    token_hash char(64)    primary key,
    expires_at timestamptz not null
);
