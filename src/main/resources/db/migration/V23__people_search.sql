-- By what people are found: name, pinyin and address in words, pieces of two characters of them, and phone numbers as
-- fingerprints under the key of the key file, whole and by their last four digits. Written with the resident; what is
-- missing is added in the background.
create table resident_search (
    resident_id bigint primary key references resident on delete cascade,
    words       text   not null,
    pieces      text[] not null,
    numbers     text[] not null
);
create index resident_search_pieces on resident_search using gin (pieces) with (fastupdate = off);
create index resident_search_numbers on resident_search using gin (numbers) with (fastupdate = off);
