-- where somebody was in her list of tasks, and which columns she has, at whichever computer she sits
create table list_place (
    staff      varchar(64) primary key,
    address    varchar(600) not null default '',
    scroll     integer not null default 0,
    columns    varchar(16)[],
    changed_at timestamptz not null
);
-- lists under a name: somebody's own, or everybody's
create table saved_list (
    id         bigint generated always as identity primary key,
    staff      varchar(64) not null,
    name       varchar(60) not null,
    shared     boolean not null,
    address    varchar(600) not null,
    words      text,
    created_at timestamptz not null
);
create unique index saved_list_name on saved_list (staff, lower(name));
create index saved_list_shared on saved_list (name) where shared;
