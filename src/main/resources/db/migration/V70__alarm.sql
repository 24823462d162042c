create sequence case_number_alarm;

create table alarm (
    case_number     varchar(32) primary key references case_file (number),
    kind            varchar(16) not null,
    severity        varchar(16) not null,
    because         varchar(64) not null,
    resident        bigint,
    area            varchar(64),
    device          varchar(160),
    room            varchar(64),
    live_key        varchar(200),
    rung_at         timestamptz not null,
    last_ring_at    timestamptz not null,
    rings           int not null,
    repeats         int not null,
    acknowledged_at timestamptz,
    acknowledged_by varchar(64),
    cleared_at      timestamptz,
    must_take_at    timestamptz,
    fire_call_at    timestamptz,
    fire_call_done  timestamptz,
    resolved_at     timestamptz,
    attempts        int not null,
    follow_ups      int not null,
    version         int not null
);
create index alarm_live_newest on alarm (rung_at desc) where resolved_at is null;
create index alarm_resident on alarm (resident, rung_at desc) where resident is not null;

-- one open alarm per person (or unknown device) and kind
create table alarm_live (
    live_key    varchar(200) primary key,
    case_number varchar(32) not null references case_file (number)
);

create sequence alarm_attempt_seq increment 50;
create table alarm_attempt (
    id          bigint primary key,
    case_number varchar(32) not null references case_file (number),
    position    int not null,
    started_at  timestamptz not null,
    ended_at    timestamptz not null,
    number_kind varchar(16) not null,
    result      varchar(16) not null,
    by_name     varchar(64)
);
create unique index alarm_attempt_case on alarm_attempt (case_number, position);
