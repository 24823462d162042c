-- Sealed columns hold v1:<key id>:<base64>; see care.nearkin.kernel.Seal.

create sequence household_seq increment by 50;
-- A door. door_key is set when the address names one (a room, or a free text): who has the same lives together.
create table household (
    id        bigint primary key,
    door_key  text unique,
    area      varchar(64),
    community varchar(100),
    estate    varchar(100),
    building  varchar(50),
    unit      varchar(50),
    room      varchar(50),
    free_text varchar(300),
    line      varchar(800) not null
);
create index household_area on household (area);

create sequence resident_seq increment by 50;
create sequence resident_key_seq;
create table resident (
    id           bigint primary key,
    resident_key varchar(64)  not null unique,
    version      integer      not null,
    name         varchar(100) not null,
    birth_date   date,
    sex          varchar(16),
    lives_alone  boolean      not null,
    risk         varchar(16)  not null,
    mobility     varchar(200),
    household_id bigint references household,
    health       text,
    home_phone   text,
    mobile_phone text,
    device_phone text,
    key_place    text,
    note         text,
    changed_at   timestamptz  not null
);
create index resident_name on resident (name collate "C", id);
create index resident_household on resident (household_id);

create sequence contact_seq increment by 50;
create table contact (
    id          bigint primary key,
    resident_id bigint       not null references resident,
    position    integer      not null,
    name        varchar(100) not null,
    relation    varchar(100) not null,
    place       varchar(200),
    phone       text,
    has_key     boolean      not null
);
create index contact_resident on contact (resident_id, position);

create sequence responder_seq increment by 50;
create table responder (
    id            bigint primary key,
    responder_key varchar(64)  not null unique,
    kind          varchar(16)  not null,
    name          varchar(100) not null,
    skills        varchar(300),
    hours         varchar(200),
    area          varchar(64),
    place         varchar(200),
    phone         text
);
create index responder_area on responder (area);

-- Whose key a responder keeps, and how far from that door she is.
create table responder_key (
    responder_id bigint not null references responder,
    resident_id  bigint not null references resident,
    metres       integer not null,
    primary key (responder_id, resident_id)
);
create index responder_key_resident on responder_key (resident_id);

create sequence consent_seq increment by 50;
create table consent (
    id           bigint primary key,
    resident_id  bigint       not null references resident,
    matter       varchar(32)  not null,
    to_whom      varchar(200) not null,
    valid_from   date         not null,
    valid_until  date,
    given        varchar(16)  not null,
    recorded_by  varchar(64)  not null,
    recorded_at  timestamptz  not null,
    withdrawn_by varchar(64),
    withdrawn_at timestamptz
);
create index consent_resident on consent (resident_id, matter);
