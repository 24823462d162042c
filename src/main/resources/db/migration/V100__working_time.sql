-- when the office works: public holidays, days worked instead, weekly hours; and who changed them, why
create table calendar_day (
    day      date         primary key,
    kind     varchar(16)  not null check (kind in ('HOLIDAY', 'WORKED')),
    occasion varchar(32)  not null,
    source   varchar(300) not null,
    note     varchar(500) not null
);
create table calendar_change (
    id           bigint generated always as identity primary key,
    day          date         not null,
    was_kind     varchar(16),
    was_occasion varchar(32),
    kind         varchar(16),
    occasion     varchar(32),
    reason       varchar(500) not null,
    who          varchar(64)  not null,
    at           timestamptz  not null
);
create index calendar_change_by_day on calendar_change (day, id desc);

-- the office's own hours have no team's name; weekdays from 1, Monday; spans as 09:00-12:00 13:30-17:30
create table weekly_hours (
    team            varchar(100) primary key,
    round_the_clock boolean      not null,
    days            varchar(200)[] not null
);
create table weekly_hours_change (
    id     bigint generated always as identity primary key,
    team   varchar(100) not null,
    was    varchar(1500),
    became varchar(1500),
    reason varchar(500) not null,
    who    varchar(64)  not null,
    at     timestamptz  not null
);
insert into weekly_hours values ('', false, array[
    '09:00-12:00 13:30-17:30', '09:00-12:00 13:30-17:30', '09:00-12:00 13:30-17:30',
    '09:00-12:00 13:30-17:30', '09:00-12:00 13:30-17:30', '', '']);

-- facts: the notices of the General Office of the State Council, named in each row
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'NEW_YEAR', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-01-01', date '2025-01-01', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'SPRING_FESTIVAL', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-01-28', date '2025-02-04', interval '1 day') day;
insert into calendar_day values (date '2025-01-26', 'WORKED', 'SPRING_FESTIVAL', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', '');
insert into calendar_day values (date '2025-02-08', 'WORKED', 'SPRING_FESTIVAL', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'QINGMING', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-04-04', date '2025-04-06', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'LABOUR_DAY', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-05-01', date '2025-05-05', interval '1 day') day;
insert into calendar_day values (date '2025-04-27', 'WORKED', 'LABOUR_DAY', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'DRAGON_BOAT', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-05-31', date '2025-06-02', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'NATIONAL_DAY', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', ''
from generate_series(date '2025-10-01', date '2025-10-08', interval '1 day') day;
insert into calendar_day values (date '2025-09-28', 'WORKED', 'NATIONAL_DAY', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', '');
insert into calendar_day values (date '2025-10-11', 'WORKED', 'NATIONAL_DAY', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'NEW_YEAR', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-01-01', date '2026-01-03', interval '1 day') day;
insert into calendar_day values (date '2026-01-04', 'WORKED', 'NEW_YEAR', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'SPRING_FESTIVAL', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-02-15', date '2026-02-23', interval '1 day') day;
insert into calendar_day values (date '2026-02-14', 'WORKED', 'SPRING_FESTIVAL', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
insert into calendar_day values (date '2026-02-28', 'WORKED', 'SPRING_FESTIVAL', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'QINGMING', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-04-04', date '2026-04-06', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'LABOUR_DAY', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-05-01', date '2026-05-05', interval '1 day') day;
insert into calendar_day values (date '2026-05-09', 'WORKED', 'LABOUR_DAY', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'DRAGON_BOAT', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-06-19', date '2026-06-21', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'MID_AUTUMN', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-09-25', date '2026-09-27', interval '1 day') day;
insert into calendar_day (day, kind, occasion, source, note)
select day, 'HOLIDAY', 'NATIONAL_DAY', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', ''
from generate_series(date '2026-10-01', date '2026-10-07', interval '1 day') day;
insert into calendar_day values (date '2026-09-20', 'WORKED', 'NATIONAL_DAY', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
insert into calendar_day values (date '2026-10-10', 'WORKED', 'NATIONAL_DAY', '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）', '');
