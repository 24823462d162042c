-- A page of the worklist costs the same however many tasks are open: tasks for the same groups are a lane, in the order of
-- their due times, and a page takes the first of each lane that the reader's groups share.
alter table open_task add lane varchar(400);
update open_task set lane = (select string_agg(one, ' ' order by one) from unnest(groups) one);
alter table open_task alter lane set not null;
-- since when somebody has it, and the limit behind the due time, at which the process calls somebody else
alter table open_task add taken_at timestamptz, add fatal timestamptz, add nudged_at timestamptz;
alter table open_task add place varchar(64) generated always as (coalesce(area, '')) stored;
alter table open_task add due_by timestamptz generated always as (coalesce(due, 'infinity'::timestamptz)) stored;

drop index open_task_groups;
drop index open_task_due;
drop index open_task_assignee;
create index open_task_by_due on open_task (due_by, position);
create index open_task_lane on open_task (lane, due_by, position);
create index open_task_lane_here on open_task (lane, place, due_by, position);
create index open_task_lane_newest on open_task (lane, position);
create index open_task_mine on open_task (assignee, due_by, position) where assignee is not null;
create index open_task_resident on open_task (resident) where resident is not null;
create index open_task_number on open_task (case_number varchar_pattern_ops);
