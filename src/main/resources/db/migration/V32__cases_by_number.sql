-- a caller says "123" or reads out the beginning: both are found without reading every case
alter table case_file add column running bigint not null generated always as (split_part(number, '-', 3)::bigint) stored;
create index case_file_running on case_file (running);
create index case_file_number_begins on case_file (number varchar_pattern_ops);
