-- When one of the staff does not want mail that is not urgent, by the office's clock; may pass midnight.
create table quiet_hours (
    staff      varchar(64) primary key,
    from_time  time        not null,
    until_time time        not null,
    check (from_time <> until_time)
);
