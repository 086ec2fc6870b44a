-- Replaying many: a job walks a webhook's deliveries, or the account's events, and makes new deliveries as it goes.

alter table delivery add column replay_job uuid;
comment on column delivery.replay_job is 'The job that made it; null for all that happened by itself, and for a replay of one.';

create table replay_job (
    id uuid primary key,
    account_id uuid not null,
    endpoint_id uuid not null references endpoint (id),
    kind text not null check (kind in ('selection', 'filter', 'missing')),
    deliveries uuid[] not null default '{}',
    states text[] not null default '{}',
    topics text[] not null default '{}',
    since timestamptz,
    until timestamptz,
    code_from integer,
    code_to integer,
    subject text,
    from_id uuid not null,
    below_id uuid not null,
    snapshot text not null,
    epoch integer not null,
    at_id uuid not null,
    at_epoch integer not null default 0,
    at_xid xid8 not null default '0',
    walked boolean not null default false,
    count bigint not null check (count >= 0),
    count_exact boolean not null,
    done bigint not null default 0 check (done >= 0),
    delivered bigint not null default 0 check (delivered >= 0),
    failed bigint not null default 0 check (failed >= 0),
    state text not null default 'running' check (state in ('running', 'finished', 'cancelled', 'failed')),
    reason text,
    asked_by text not null check (length(asked_by) <= 200),
    created_at timestamptz not null,
    finished_at timestamptz,
    check ((kind = 'selection') = (cardinality(deliveries) > 0)),
    check ((finished_at is null) = (state = 'running')),
    check ((code_from is null) = (code_to is null)),
    check (delivered + failed <= done)
);
comment on table replay_job is 'Many deliveries to be sent again. Its position moves in the transaction that makes them, so a crash neither doubles nor skips.';
comment on column replay_job.topics is 'Of a filter: empty means any. Of what is missing: all those that count, as the webhook chose when the job was made.';
comment on column replay_job.code_from is 'With code_to, both included: what the last attempt was answered; 0 stands for no answer. Null means anything.';
comment on column replay_job.below_id is 'With from_id, the span of ids (of deliveries, or of events where what is missing is looked for) that the job covers.';
comment on column replay_job.snapshot is 'With epoch, what had been committed when the job was made: later events are not in it.';
comment on column replay_job.at_id is 'Where it stands: everything up to here was looked at. Of events with at_epoch and at_xid, as the feed is ordered.';
comment on column replay_job.walked is 'Nothing is left to look at; it ends when what it made has been tried.';
comment on column replay_job.count is 'How many matched when it was made; at least that many unless exact.';
comment on column replay_job.done is 'How many deliveries it made.';
comment on column replay_job.delivered is 'How many of these were delivered while it ran; failed likewise, those given up or cancelled.';
create index replay_job_endpoint on replay_job (endpoint_id, id);
create index replay_job_running on replay_job (endpoint_id, id) where state = 'running';

create table replay_open (
    job_id uuid not null references replay_job (id) on delete cascade,
    delivery_id uuid not null,
    primary key (job_id, delivery_id)
);
comment on table replay_open is 'Deliveries that running jobs made and that were not finished when last looked at: what a job paces itself by. Few, so that delivery needs no index of its own for it.';
