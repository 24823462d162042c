-- When each device was last heard, and when the watch looks at it again. Inbox: heard_at, connected. Watch: the rest.
create table device_watch (
    device        varchar(300) primary key,
    watched_from  timestamptz not null,
    heard_at      timestamptz,
    connected     boolean,                                    -- as it told itself, or its gateway for it; null: never
    look_at       timestamptz,                                -- null: nothing to look for
    silent_since  timestamptz,                                -- noticed as silent
    noticed_at    timestamptz,
    under         varchar(300),                               -- silent with this gateway, not by itself
    tested_at     timestamptz,
    test_look_at  timestamptz,
    test_missed   boolean not null default false
) with (fillfactor = 70);
create index device_watch_look on device_watch (look_at) where look_at is not null;
create index device_watch_test_look on device_watch (test_look_at) where test_look_at is not null;
create index device_watch_silent on device_watch (device) where silent_since is not null;
create index device_watch_test_missed on device_watch (device) where test_missed;
create index device_watch_under on device_watch (under) where under is not null;
create index signal_state_battery_low on signal_state (device) where level = 'ON' and kind in ('battery', 'battery_low');
create index device_gateway on device (gateway) where gateway is not null;

-- what is registered already is watched from now on: nobody is called silent for the time before
insert into device_watch (device, watched_from, heard_at, connected, look_at, test_look_at)
select d.key, now(), s.heard, s.connected, now(), now()
  from device d
  left join (select device, max(received_at) heard,
                    bool_or(level = 'ON') filter (where kind = 'online' and level is not null) connected
               from signal_state group by device) s on s.device = d.key
 where d.state = 'LIVE';

-- When nobody listened: this time is not silence of anybody.
create table deaf_time (
    from_at  timestamptz primary key,
    until_at timestamptz not null
);
create table listening (
    one      boolean primary key default true check (one),
    alive_at timestamptz not null
);
