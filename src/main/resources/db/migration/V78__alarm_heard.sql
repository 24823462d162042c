-- when the desk last heard how it is there: whoever waits at the door for its call reads that it knows
alter table alarm add column heard_at timestamptz;
