-- What people have been told, who has seen it, and what still has to leave the building by mail.

create table notice (
    id        bigint generated always as identity primary key,
    key       text        collate "C" not null unique, -- asked by its beginning
    kind      text        not null,
    arguments jsonb       not null,
    link      text,
    urgent    boolean     not null,
    told_at   timestamptz not null,
    over_at   timestamptz
);
create index notice_open_by_kind on notice (kind, id desc) where over_at is null;

create table notice_reader (
    notice_id bigint not null references notice on delete cascade,
    staff     text   not null,
    read_at   timestamptz,
    primary key (staff, notice_id)
);
create index notice_reader_notice on notice_reader (notice_id);
create index notice_reader_unread on notice_reader (staff, notice_id desc) where read_at is null;

create table notice_mail (
    id          bigint generated always as identity primary key,
    notice_id   bigint      not null references notice on delete cascade,
    staff       text        not null,
    state       text        not null check (state in ('WAITING', 'SENT', 'HELD')),
    trouble     text        check (trouble in ('NO_SERVER', 'NO_ADDRESS', 'UNREACHABLE', 'SIGN_IN', 'REFUSED')),
    attempts    int         not null default 0,
    next_try_at timestamptz not null,
    sent_at     timestamptz,
    unique (notice_id, staff)
);
create index notice_mail_due on notice_mail (next_try_at) where state = 'WAITING';
create index notice_mail_troubled on notice_mail (id) where state <> 'SENT' and trouble is not null;
