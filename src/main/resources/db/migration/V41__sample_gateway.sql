-- a gateway account whose password the sample made up keeps Nearkin on loopback, as staff accounts do
alter table mqtt_account add sample_password boolean not null default false;
update mqtt_account set sample_password = true where name = 'gateway1';
