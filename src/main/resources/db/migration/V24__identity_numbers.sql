-- The number of an identity document: sealed, with a fingerprint under the key of the key file, by which it is one person's
-- only and is found.
alter table resident add identity_kind varchar(16);
alter table resident add identity_number text;
alter table resident add identity_print varchar(32);
create unique index resident_identity on resident (identity_print);
