-- who was told because she serves an area reads it as long as she does; null for who was told wherever she serves.
alter table notice_reader add area varchar(64);
