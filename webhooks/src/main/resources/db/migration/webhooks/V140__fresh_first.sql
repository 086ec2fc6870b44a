-- What is fresh and what is due again are claimed apart, so that neither waits behind the other.

alter table delivery add column due_again boolean generated always as
    (case when due_at is not null then attempts > 0 or replay_of is not null or replay_job is not null end) stored;
comment on column delivery.due_again is 'Of a due row, whether it is a retry or a replay, which go behind what is fresh. Null while it is not due, so that the updates of the happy path stay HOT.';
drop index delivery_due;
create index delivery_due on delivery (endpoint_id, due_again, due_at) where due_at is not null;
