-- who had a step prepared by its holder and gets it back; what was promised first, before any extension
alter table open_task add delegated_by varchar(64), add first_due timestamptz;
update open_task set first_due = due;
-- who did it, and may take it back while nobody has seen what came of it
alter table ended_task add done_by varchar(64);
create index ended_task_done on ended_task (case_number, ended_at desc) where done_by is not null;

-- what one asks of another about a step: to sign it, or, of any supervisor, for more time
create table task_request (
    id          bigint generated always as identity primary key,
    task_id     varchar(64) not null references open_task on delete cascade,
    kind        varchar(16) not null check (kind in ('SIGN', 'TIME')),
    person      varchar(64),
    until       timestamptz,
    asked_by    varchar(64) not null,
    asked_at    timestamptz not null,
    agreed      boolean,
    answered_by varchar(64),
    answered_at timestamptz,
    constraint somebody_signs check (kind <> 'SIGN' or person is not null),
    constraint time_until check (kind <> 'TIME' or until is not null)
);
create index task_request_task on task_request (task_id, id);
create index task_request_person on task_request (person, id) where agreed is null;
-- twice the same is one request
create unique index task_request_once on task_request (task_id, kind, coalesce(person, '')) where agreed is null;

-- who has opened a step's page
create table task_opening (
    task_id varchar(64) not null references open_task on delete cascade,
    person  varchar(64) not null,
    at      timestamptz not null,
    primary key (task_id, person)
);
