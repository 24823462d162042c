-- What a device can be asked to do: SIREN, VOICE; parted by commas.
alter table device add commands varchar(100) not null default '';
