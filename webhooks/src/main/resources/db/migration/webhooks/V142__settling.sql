-- What a change of a webhook means for its deliveries is done in small steps: there may be millions.

alter table endpoint add column settle_until timestamptz;
comment on column endpoint.settle_until is 'It was changed, and its deliveries are held, released, skipped or put in order, so many in a transaction, until none is left and this time is over: leases from before have come back then. Null for nearly all.';
alter table endpoint add column skip_through uuid;
comment on column endpoint.skip_through is 'Whatever up to this delivery was held or due is skipped: being cancelled, and never sent meanwhile.';
create index endpoint_settling on endpoint (id) where settle_until is not null;
