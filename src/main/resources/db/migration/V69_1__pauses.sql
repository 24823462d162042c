-- a step that rests until then, because nothing can be done before
alter table open_task add paused_until timestamptz;
create index open_task_paused on open_task (paused_until) where paused_until is not null;
-- a longer rest than one may give oneself is asked for as more time is
alter table task_request drop constraint task_request_kind_check;
alter table task_request add constraint task_request_kind_check check (kind in ('SIGN', 'TIME', 'PAUSE'));
alter table task_request drop constraint time_until;
alter table task_request add constraint time_until check (kind = 'SIGN' or until is not null);
