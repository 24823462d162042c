-- whether somebody was known to be at home when the desk called back: decides what devices there say and sound
alter table alarm add column person_home varchar(8);
-- later letters go the ways of the first and in its language; the address is sealed
alter table alarm_ask
    add column mail     text,
    add column language varchar(16) not null default 'zh-CN';
