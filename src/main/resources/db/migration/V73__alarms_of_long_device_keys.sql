-- as long as device keys may be, and the places that are made of them
alter table alarm alter column device type varchar(300), alter column live_key type varchar(400);
alter table alarm_live alter column live_key type varchar(400);
