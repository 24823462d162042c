-- A table of residents that somebody brings: one each, kept sealed row by row while it is looked at and imported, so that
-- both can be stopped and gone on with. Gone when she is done with it, or after a day.
create table resident_import (
    owner    varchar(64)  primary key,
    head     varchar(2000) not null,
    keeping  boolean      not null,
    begun_at timestamptz  not null
);
create index resident_import_begun on resident_import (begun_at);
-- found: null for what nobody looked at yet. said: which columns change, or what is wrong in which one.
create table resident_import_row (
    owner       varchar(64) not null references resident_import on delete cascade,
    number      integer     not null,
    cells       text        not null,
    found       varchar(16),
    imported    boolean     not null,
    resident_id bigint,
    said        text,
    primary key (owner, number)
);
create index resident_import_found on resident_import_row (owner, found, number);
