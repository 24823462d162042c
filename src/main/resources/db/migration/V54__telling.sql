-- What the staff want to be told by which way, besides the bell. The defaults hold for whoever has not said otherwise.
create table telling_default (
    event   varchar(16) not null check (event in ('ASSIGNED', 'NEAR_DUE', 'MENTIONED', 'ANSWERED')),
    channel varchar(8)  not null check (channel in ('MAIL', 'STAFF')),
    wanted  boolean     not null,
    primary key (event, channel)
);
insert into telling_default
select event, channel, false
  from unnest(array['ASSIGNED', 'NEAR_DUE', 'MENTIONED', 'ANSWERED']) event, unnest(array['MAIL', 'STAFF']) channel;

create table telling_wish (
    staff   varchar(64) not null,
    event   varchar(16) not null,
    channel varchar(8)  not null,
    wanted  boolean     not null,
    primary key (staff, event, channel),
    foreign key (event, channel) references telling_default
);

-- Told at the bell, and gathered for a while so that a hundred things make one letter; only ever added to by those who tell.
create table gathering (
    notice_id bigint      not null references notice on delete cascade,
    staff     varchar(64) not null,
    channel   varchar(8)  not null,
    area      text,
    told_at   timestamptz not null,
    primary key (staff, channel, notice_id)
);
create index gathering_notice on gathering (notice_id);

-- How a notice or a message is worded by the office, each version; the newest holds, and one without words is the original.
create table wording_version (
    id         bigint generated always as identity primary key,
    template   varchar(80) not null,
    language   varchar(8)  not null,
    title      text,
    body       text,
    written_by varchar(64) not null,
    written_at timestamptz not null,
    check ((title is null) = (body is null))
);
create index wording_version_newest on wording_version (template, language, id desc);
