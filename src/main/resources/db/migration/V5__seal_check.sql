-- Which keys have ever sealed something here: a start with another key file, or with none, is refused.
create table seal_check (
    key_id      text primary key,
    fingerprint text        not null,
    first_used  timestamptz not null default now()
);
