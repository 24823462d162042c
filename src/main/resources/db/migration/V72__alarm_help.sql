-- how much help an alarm has, and who was asked to go there
alter table alarm
    add column level          varchar(8) not null default 'ONE',
    add column help_asked_at  timestamptz,
    add column coming_at      timestamptz,
    add column arrived_at     timestamptz,
    add column late_at        timestamptz,
    add column services       varchar(40) not null default '',
    add column entry_asked_by varchar(64),
    add column found_dead     boolean     not null default false;

create sequence alarm_ask_seq increment by 50;
-- one person asked for one alarm; name is sealed, the link's secret is kept as its hash only
create table alarm_ask (
    id          bigint primary key,
    case_number varchar(32) not null references case_file (number) deferrable initially deferred,
    kind        varchar(16) not null,
    person      bigint,
    staff       varchar(64),
    name        text        not null,
    phone       text,
    ring        integer     not null,
    state       varchar(16) not null,
    asked_at    timestamptz not null,
    opened_at   timestamptz,
    answered_at timestamptz,
    answered_by varchar(64),
    arrived_at  timestamptz,
    link_hash   varchar(64) not null unique,
    expires_at  timestamptz not null,
    version     integer     not null
);
create index alarm_ask_staff on alarm_ask (staff, id desc) where staff is not null;
create index alarm_ask_case on alarm_ask (case_number, id);
create index alarm_ask_busy on alarm_ask (person) where kind <> 'CONTACT' and state in ('COMING', 'THERE');
