-- how much each has done lately
create index ended_task_lately on ended_task (ended_at) where done_by is not null;
