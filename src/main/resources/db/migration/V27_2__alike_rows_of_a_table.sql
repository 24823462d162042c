-- why somebody in a row of a table is another person than who is very much like her
alter table resident_import_row add different varchar(16);
