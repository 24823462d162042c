-- Who lived behind which door, from when until when. moved_in is null for whom it was not yet written down when it began.
create table household_stay (
    id           bigint generated always as identity primary key,
    resident_id  bigint not null references resident on delete cascade,
    household_id bigint not null references household,
    moved_in     timestamptz,
    moved_out    timestamptz
);
create unique index household_stay_now on household_stay (resident_id) where moved_out is null;
create index household_stay_of on household_stay (household_id, moved_out desc);
insert into household_stay (resident_id, household_id)
select id, household_id from resident where household_id is not null;
