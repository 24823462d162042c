-- by what name she was written down in the record that is no more: she is still found by it
alter table merged_resident add name varchar(200);
