-- so that what is typed too late is kept with the words of its form
alter table ended_task add form varchar(64);
