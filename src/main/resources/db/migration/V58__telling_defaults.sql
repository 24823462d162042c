-- A text message is a third way. What a new person is told by which way is said by an administrator, each change kept.
alter table telling_default drop constraint telling_default_channel_check;
alter table telling_default add constraint telling_default_channel_check check (channel in ('MAIL', 'SMS', 'STAFF'));
insert into telling_default
select event, 'SMS', false from unnest(array['ASSIGNED', 'NEAR_DUE', 'MENTIONED', 'ANSWERED']) event;

create table telling_default_change (
    id         bigint generated always as identity primary key,
    event      varchar(16)  not null,
    channel    varchar(8)   not null,
    wanted     boolean      not null,
    why        varchar(300) not null,
    changed_by varchar(64)  not null,
    changed_at timestamptz  not null,
    foreign key (event, channel) references telling_default
);

-- what befell her, so that what she no longer wants to be told is left out even while it waits; and whether she was told
-- although she does not serve the area, because nobody does
alter table gathering add column event varchar(16);
alter table gathering add column anyway boolean not null default false;
