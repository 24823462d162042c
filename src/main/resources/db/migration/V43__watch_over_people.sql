-- Since when a person has not been noticed by her sensors: by any of them, or by those that one must pass.
create table person_watch (
    resident     bigint      not null,
    rule         varchar(16) not null,
    watched_from timestamptz not null,
    active_at    timestamptz,
    device       varchar(300),
    by_door      boolean     not null default false,          -- the last was the door: she may be out
    look_at      timestamptz,
    silent_since timestamptz,
    blind        boolean     not null default false,          -- none of her sensors can be heard
    primary key (resident, rule)
) with (fillfactor = 70);
create index person_watch_look on person_watch (look_at) where look_at is not null;

-- the sensors that are registered already
insert into person_watch (resident, rule, watched_from, look_at)
select distinct resident_id, 'ANY', now(), now()
  from device where state = 'LIVE' and kind in ('MOTION', 'DOOR') and resident_id is not null;

create sequence silence_pause_seq increment 50;
create table silence_pause (
    id       bigint primary key,
    resident bigint      not null,
    reason   varchar(20) not null,
    from_at  timestamptz not null,
    until_at timestamptz not null,
    set_by   varchar(64) not null,
    ended_at timestamptz,
    ended_by varchar(64)
);
create index silence_pause_resident on silence_pause (resident, until_at);
