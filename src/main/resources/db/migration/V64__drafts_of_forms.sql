-- what somebody is typing into the form of a step: sealed, for her alone, and gone with the step
create table form_draft (
    task_id  varchar(64) not null references open_task on delete cascade,
    person   varchar(64) not null,
    answers  text not null,
    saved_at timestamptz not null,
    primary key (task_id, person)
);
create index form_draft_saved on form_draft (saved_at);
