-- What tables decide by, beside the free text; null: nobody wrote it down.
alter table resident add moves varchar(16);

-- A contact may be written to, in a language of hers. The address is sealed.
alter table contact add mail text;
alter table contact add language varchar(16) not null default 'zh-CN';
