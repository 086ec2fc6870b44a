-- Nobody is disabled who was warned a moment ago: failures may come in a burst.

alter table endpoint_failing add column warned_at timestamptz;
comment on column endpoint_failing.warned_at is 'When the last warning was given: the last of them comes hours before it is disabled.';
update endpoint_failing set warned_at = now() where warned > 0;
alter table endpoint_failing add constraint endpoint_failing_warned_at_check check ((warned > 0) = (warned_at is not null));
