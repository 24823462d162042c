-- a note that somebody is writing: sealed, for her alone, and gone once it is kept
create table note_draft (
    case_number varchar(32) not null references case_file (number),
    person      varchar(64) not null,
    text        text not null,
    saved_at    timestamptz not null,
    primary key (case_number, person)
);
create index note_draft_saved on note_draft (saved_at);

-- what a note says now: the line of the timeline stays as it was written, and so does every correction before the last
create table note_correction (
    id    bigint generated always as identity primary key,
    entry bigint not null references case_entry,
    text  text not null,
    at    timestamptz not null
);
create index note_correction_entry on note_correction (entry, id);
