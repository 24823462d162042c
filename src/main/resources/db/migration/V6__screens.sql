-- How somebody wants her pages: light or dark, or as her machine is set; whether single keys do something. By the
-- account's name, without a reference: the table of accounts is made by a later number, and no account is ever removed.
create table staff_screen (
    staff       varchar(64) primary key,
    look        varchar(8)  not null default 'SYSTEM',
    single_keys boolean     not null default true
);
