alter table responder add version integer not null default 0;
alter table responder rename column skills to remark;
alter table responder add skills varchar(100) not null default '';
alter table responder add estate varchar(100);
alter table responder add building varchar(50);
alter table responder add mail text;
alter table responder add language varchar(16) not null default 'zh-CN';
-- Out until this day, included; paused without a day: until somebody resumes her.
alter table responder add paused boolean not null default false;
alter table responder add paused_until date;
-- Her account, if she has one; and who she is, if she is a resident herself: nobody is sent to her own door.
alter table responder add staff varchar(64) unique;
alter table responder add resident_id bigint references resident;
create sequence responder_key_seq;
create index responder_name on responder (name collate "C", id);
create index responder_resident on responder (resident_id);

-- When she is there, by the office's clock. days: bit 0 is Monday; opens and closes in minutes after midnight; closes not
-- after opens: until midnight (0) or past it. Without a row she counts as there.
create table responder_hours (
    responder_id bigint   not null references responder,
    position     integer  not null,
    days         smallint not null check (days between 1 and 127),
    opens        smallint not null check (opens between 0 and 1439),
    closes       smallint not null check (closes between 0 and 1439),
    primary key (responder_id, position)
);

-- Whom she is matched to; until now only those whose key she keeps were.
alter table responder_key rename to responder_match;
alter index responder_key_resident rename to responder_match_resident;
alter table responder_match add has_key boolean not null default true;
alter table responder_match alter column has_key drop default;

-- How far somebody is taken to be whose way nobody measured: by what her address has in common with that of the resident.
create table distance_estimate (
    same   varchar(16)  primary key,
    metres integer      not null,
    reason varchar(300) not null
);
insert into distance_estimate values
    ('BUILDING', 30, 'Another flat of the same house: stairs and landing. Set by the office.'),
    ('ESTATE', 200, 'A housing block of 2 to 4 ha (GB 50180-2018, 2.0.5) is up to 200 m across.'),
    ('AREA', 1000, 'The outer bound of a walk of 15 minutes, 800 to 1000 m (GB 50180-2018, table 3.0.4).');

-- What earlier versions knew in words and what can be read without doubt becomes data; everything else stays as words.
update responder set skills = array_to_string(array_remove(array [
    case when remark ~* 'first aid|急救' then 'FIRST_AID' end,
    case when remark ~* 'lifting|搬扶' then 'LIFTING' end,
    case when remark ~* 'extinguisher|灭火' then 'FIRE_FIGHTING' end], null), ',')
where remark is not null;

insert into responder_hours
select id, 0, case when hours like 'Mon-Fri %' then 31 else 127 end,
       split_part(split_part(span, '-', 1), ':', 1)::int * 60 + split_part(split_part(span, '-', 1), ':', 2)::int,
       (split_part(split_part(span, '-', 2), ':', 1)::int * 60 + split_part(split_part(span, '-', 2), ':', 2)::int) % 1440
from (select id, hours, right(case when hours = '24 h' then '00:00-24:00' else hours end, 11) as span
      from responder
      where hours = '24 h' or hours ~ '^(Mon-Fri )?([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$') said;
update responder set hours = null where id in (select responder_id from responder_hours);
