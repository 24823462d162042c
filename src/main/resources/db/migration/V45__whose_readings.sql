-- since when a device is its resident's: what it reported before is somebody else's. Where nobody wrote it down, since it
-- was last changed: rather too little than another's.
alter table device add resident_since timestamptz;
update device set resident_since = changed_at where resident_id is not null;
