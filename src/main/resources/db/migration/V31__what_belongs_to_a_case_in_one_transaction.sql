-- what is written about a case that is new in the same transaction may reach the database before the case itself
alter table case_entry alter constraint case_entry_case_id_fkey deferrable initially deferred;
alter table case_answer alter constraint case_answer_case_id_fkey deferrable initially deferred;
alter table case_link alter constraint case_link_number_fkey deferrable initially deferred;
alter table case_link alter constraint case_link_other_fkey deferrable initially deferred;
