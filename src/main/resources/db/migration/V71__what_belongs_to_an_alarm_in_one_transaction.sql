-- as V31, for what belongs to an alarm
alter table alarm alter constraint alarm_case_number_fkey deferrable initially deferred;
alter table alarm_live alter constraint alarm_live_case_number_fkey deferrable initially deferred;
alter table alarm_attempt alter constraint alarm_attempt_case_number_fkey deferrable initially deferred;
