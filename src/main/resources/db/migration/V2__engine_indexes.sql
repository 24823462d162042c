-- The engine looks for due timers several times a second; without this it reads every timer that waits.
create index act_ru_job_due on act_ru_job (duedate_) where retries_ > 0;
