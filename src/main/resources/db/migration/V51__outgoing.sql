-- Whatever leaves the building, by any channel: a message to people outside or to a device, or a notice for one of the staff.
-- Address, arguments and link of a message are sealed together in content, and gone once it was sent.

create table outgoing (
    id          bigint generated always as identity primary key,
    token       uuid        not null default gen_random_uuid(), -- the same at every attempt, for whoever receives it
    channel     text        not null check (channel in ('MAIL', 'SMS', 'VOICE', 'STAFF', 'DEVICE')),
    key         text        collate "C" unique,                 -- of a message; asked by its beginning
    kind        text,
    language    text,
    content     text,
    notice_id   bigint      references notice on delete cascade,
    staff       text,
    webhook_id  bigint,
    area        text,
    urgent      boolean     not null,
    state       text        not null check (state in ('WAITING', 'SENT', 'HELD', 'RECALLED')),
    trouble     text,
    detail      text,                                           -- such as the status that was answered
    attempts    int         not null default 0,
    told_at     timestamptz not null,
    next_try_at timestamptz not null,
    ended_at    timestamptz,
    check ((key is null) = (notice_id is not null))
);
create index outgoing_due on outgoing (channel, urgent desc, next_try_at) where state = 'WAITING';
create index outgoing_troubled on outgoing (id) where state in ('WAITING', 'HELD') and trouble is not null;
create index outgoing_notice on outgoing (notice_id, staff) where notice_id is not null;
