-- Which part of its message a row is about, where one message spoke of several devices or moments.
alter table signal add column part integer not null default 0;

-- What Home Assistant's discovery proposes: one row for each thing that a device can tell.
create table proposed_entity (
    discovery    varchar(400) not null,                       -- the topic that proposes it
    part         varchar(200) not null,
    device       varchar(300),                                -- our key; null where no source reads the topic
    name         varchar(200),
    model        varchar(200),
    room         varchar(100),
    kind         varchar(20),
    state_topic  text         not null,
    field        varchar(200),
    rule         text,                                        -- what the device's field map needs for it
    mappable     boolean      not null,
    availability text         not null,
    report_every bigint,                                      -- seconds
    config_hash  char(32)     not null,
    sources      integer      not null,                       -- which sources it was matched with
    seen_at      timestamptz  not null,
    primary key (discovery, part)
);
create index proposed_entity_device on proposed_entity ((coalesce(device, discovery)));

create table dismissed_proposal (
    device       varchar(400) primary key,
    dismissed_at timestamptz  not null,
    dismissed_by varchar(100) not null
);
