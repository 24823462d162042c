-- Whom the step of a sealed case is about does not stand in the list, so that nothing that reads the list can tell it.
alter table open_task add sealed boolean not null default false;
create index open_task_sealed on open_task (case_number) where sealed;
