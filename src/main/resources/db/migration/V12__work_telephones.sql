-- The work telephone of an account, sealed. Nothing is sent to it but a code, until that code has come back.
create table staff_phone (
    staff        varchar(64) primary key references staff (name) on delete cascade,
    number       text        not null,
    entered_by   varchar(64) not null,
    entered_at   timestamptz not null,
    confirmed_at timestamptz,
    code         varchar(24),          -- only its fingerprint
    code_until   timestamptz,
    tries        integer     not null default 0
);

-- When codes were sent, so that nobody's telephone is rung without end; the number only as its fingerprint.
create table staff_phone_code (
    id      bigint generated always as identity primary key,
    staff   varchar(64) not null,
    number  varchar(24) not null,
    sent_at timestamptz not null
);
create index staff_phone_code_staff on staff_phone_code (staff, sent_at);
create index staff_phone_code_number on staff_phone_code (number, sent_at);
