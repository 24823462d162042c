-- who the office works with: providers of services, and partners who give, lend and take up wishes
create sequence organisation_seq increment 50;
create table organisation (
    id              bigint primary key,
    version         integer      not null,
    name            varchar(120) not null,
    kind            varchar(16)  not null,
    credit_code     varchar(18),
    areas           varchar(64)[] not null,
    services        varchar(60)[] not null,
    contact         varchar(100),
    phone           text,
    mail            text,
    hours           varchar(200),
    address         varchar(200),
    agreement_from  date,
    agreement_until date,
    status          varchar(16)  not null,
    remark          varchar(500),
    words           text         not null
);
create unique index organisation_credit_code on organisation (credit_code) where credit_code is not null;
create index organisation_name on organisation (name collate "C", id);
