-- Mail to staff goes the way of everything else that leaves the building.

insert into outgoing (channel, notice_id, staff, area, urgent, state, trouble, attempts, told_at, next_try_at, ended_at)
select 'MAIL', m.notice_id, m.staff, null, n.urgent, m.state, m.trouble, m.attempts, n.told_at, m.next_try_at,
       case m.state when 'SENT' then m.sent_at when 'HELD' then n.told_at end
  from notice_mail m join notice n on n.id = m.notice_id
 order by m.id;
drop table notice_mail;

-- Servers of the office that take messages on: an SMS or voice gateway, a messenger. Secrets are sealed.
create sequence webhook_seq increment by 50;
create table webhook (
    id         bigint      primary key,
    name       varchar(64) not null unique,
    url        varchar(500) not null,
    channels   text[]      not null,
    areas      text[]      not null, -- empty: all of them
    active     boolean     not null,
    secret     text        not null,
    old_secret text,                 -- signs too until old_until
    old_until  timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
alter table outgoing add foreign key (webhook_id) references webhook on delete cascade;
create index outgoing_webhook on outgoing (webhook_id) where webhook_id is not null;
