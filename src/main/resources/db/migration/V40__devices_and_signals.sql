-- Devices, what they sent, and who may connect to the broker.

create sequence device_seq increment by 50;
create table device (
    id              bigint primary key,
    key             varchar(300) not null unique,
    kind            varchar(20)  not null,
    resident_id     bigint,
    room            varchar(100),
    gateway         varchar(300),
    power           varchar(20),
    sleeping        boolean      not null default false,
    report_interval bigint,                                   -- seconds
    field_map       text         not null default '{}',
    test_from       timestamptz,
    test_until      timestamptz,
    area            varchar(100),
    state           varchar(20)  not null,
    replaced_by     varchar(300),
    created_at      timestamptz  not null,
    changed_at      timestamptz  not null,
    version         integer      not null
);
create index device_resident on device (resident_id) where resident_id is not null;
create index device_kind on device (kind, key);

-- One row for each message that is kept; raw is sealed.
create sequence signal_seq increment by 50;
create table signal (
    id           bigint primary key,
    received_at  timestamptz  not null,
    device_time  timestamptz,
    topic        text         not null,
    source       varchar(100) not null,
    device       varchar(300),
    kind         varchar(20),
    value        varchar(200),
    outcome      varchar(20)  not null,
    why          varchar(100) not null,
    case_number  varchar(40),
    retained     boolean      not null,
    raw          text         not null,
    content_hash char(32)     not null,
    source_id    varchar(200)
);
create index signal_newest on signal (received_at desc, id desc);
create index signal_device on signal (device, received_at desc, id desc) where device is not null;
create index signal_outcome on signal (outcome, received_at desc, id desc);
create index signal_topic on signal (topic, received_at desc);
create index signal_source_id on signal (device, source_id, received_at) where source_id is not null;
create index signal_case on signal (case_number) where case_number is not null;

-- The newest of every device and signal, the level that edges are told from, and how often it was told.
create table signal_state (
    id          bigint generated always as identity unique,
    device      varchar(300) not null,
    field       varchar(200) not null,
    kind        varchar(20)  not null,
    level       varchar(3),
    value       varchar(200) not null,
    outcome     varchar(20)  not null,
    topic       text         not null,
    source      varchar(100) not null,
    received_at timestamptz  not null,
    device_time timestamptz,
    raw         text         not null,
    told        bigint       not null,
    since       timestamptz,                                  -- of a measured value: beyond its limits since
    primary key (device, field)
);
create index signal_state_counted on signal_state (received_at desc, (-id) desc) where outcome in ('NORMAL', 'HEALTH');

-- What the pages and the API list: kept messages, and of those only counted the newest.
create view signal_seen as
    select id, received_at, device_time, topic, source, device, kind, value, outcome, why, case_number, retained, raw
      from signal
    union all
    select -id, received_at, device_time, topic, source, device, kind, value, outcome,
           case outcome when 'HEALTH' then 'signal.why.health' else 'signal.why.normal' end, null, false, raw
      from signal_state
     where outcome in ('NORMAL', 'HEALTH');

create table unknown_device (
    key        varchar(300) primary key,
    topic      text         not null,
    kind       varchar(20),
    first_seen timestamptz  not null,
    last_seen  timestamptz  not null,
    told       bigint       not null
);
create index unknown_device_newest on unknown_device (last_seen desc, key);

create sequence mqtt_account_seq increment by 50;
create table mqtt_account (
    id         bigint primary key,
    name       varchar(64)  not null unique,
    hash       varchar(100) not null,
    publish    text         not null,
    subscribe  text         not null,
    locked     boolean      not null,
    created_at timestamptz  not null,
    changed_at timestamptz  not null,
    version    integer      not null
);
