-- files and photos of a case: name and content sealed, the content in parts so that none is larger than a page can hold
create sequence document_seq;
create table document (
    id          bigint primary key,
    case_number varchar(32) not null references case_file (number),
    task_id     varchar(64),
    name        text not null,
    kind        varchar(8) not null,
    size        int not null,
    parts       int not null,
    added_by    varchar(64) not null,
    added_at    timestamptz not null
);
create index document_case on document (case_number, id);
create table document_part (
    document bigint not null references document on delete cascade,
    part     int not null,
    content  bytea not null,
    primary key (document, part)
);
alter table document_part alter content set storage external;
