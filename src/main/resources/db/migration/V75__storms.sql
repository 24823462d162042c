-- many alarms of one building or gateway within minutes; each of them stays a case of its own
create sequence alarm_storm_seq increment by 50;
create table alarm_storm (
    id         bigint       primary key,
    place_kind varchar(16)  not null,
    place      varchar(800) not null,
    name       varchar(800) not null,
    began_at   timestamptz  not null,
    known_at   timestamptz  not null,
    over_at    timestamptz
);
-- one at a time for a place, whichever node was first
create unique index alarm_storm_open on alarm_storm (place) where over_at is null;

-- where an alarm is, noted beside its start and not in it; and the storm that it belongs to
create table alarm_place (
    case_number varchar(32) primary key references case_file (number),
    resident    bigint,
    building    varchar(800),
    gateway     varchar(300),
    storm       bigint references alarm_storm
);
create index alarm_place_building on alarm_place (building) where building is not null;
create index alarm_place_gateway on alarm_place (gateway) where gateway is not null;
create index alarm_place_storm on alarm_place (storm, case_number) where storm is not null;
