-- where a case goes on after its end
alter table case_file
    add column reopened_as varchar(32) references case_file (number) deferrable initially deferred,
    add column merged_into varchar(32) references case_file (number) deferrable initially deferred;
create index case_file_merged_into on case_file (merged_into) where merged_into is not null;

-- what was merged before is known from the timelines; their links say from now on which of the two leads
update case_file f set merged_into = e.arguments ->> 0
from case_entry e
where e.case_id = f.id and e.kind in ('alarm.merged-into', 'device.merged-into')
  and exists (select from case_file o where o.number = e.arguments ->> 0);
update case_link l set kind = 'MERGED_INTO'
from case_file f
where l.kind = 'MERGED' and f.number = l.number and f.merged_into = l.other;
update case_link l set kind = 'MERGED_HERE'
from case_file f
where l.kind = 'MERGED' and f.number = l.other and f.merged_into = l.number;

-- a device whose case was merged is seen to in the leading one; until that is over it gets no case of its own
create table device_follow (
    case_number varchar(32) primary key references case_file (number) deferrable initially deferred,
    seen_to_in  varchar(32) not null references case_file (number) deferrable initially deferred
);
create index device_follow_seen on device_follow (seen_to_in);
