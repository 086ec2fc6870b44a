-- A payment may be for a period that has a beginning.

alter table payment add column period_from timestamptz;
alter table payment add constraint payment_period check (period_from < until);
comment on column payment.period_from is 'It pays orders from this moment on; null for all before until. What was taken back earlier is taken off all the same.';
