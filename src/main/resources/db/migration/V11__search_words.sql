-- what somebody searched for, so that a page's address, which browsers remember, holds a token and no name
create table search_words (
    staff   varchar(64) not null,
    token   varchar(32) not null,
    words   text        not null,
    used_at timestamptz not null,
    primary key (staff, token)
);
create index search_words_old on search_words (used_at);
