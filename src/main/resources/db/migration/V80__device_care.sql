create sequence case_number_device;

create table device_case (
    case_number varchar(32) primary key references case_file (number) deferrable initially deferred,
    device      varchar(300) not null,
    installing  boolean      not null,
    visit_due   bigint       not null,                        -- seconds; the shorter, the graver
    back_at     timestamptz,                                  -- all of its matters are over by themselves since
    over_at     timestamptz,
    replacement varchar(300)                                  -- to take its place, as just answered
);
-- one open case for a device
create unique index device_case_open on device_case (device) where over_at is null;
create index device_case_device on device_case (device);

create table device_matter (
    case_number varchar(32) not null references case_file (number) deferrable initially deferred,
    matter      varchar(20) not null,
    since       timestamptz not null,
    times       int         not null,
    over_at     timestamptz,
    primary key (case_number, matter)
);

-- alarms that were none, by the device that rang
create table device_false_alarm (
    case_number varchar(32)  not null,
    device      varchar(300) not null,
    at          timestamptz  not null,
    counted     boolean      not null,
    primary key (case_number, device)
);
create index device_false_alarm_device on device_false_alarm (device, at) where not counted;
