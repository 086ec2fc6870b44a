-- Webhooks that fail, and what their owners are to be told.

create table endpoint_failing (
    endpoint_id uuid primary key,
    account_id uuid not null,
    since timestamptz not null,
    failures integer not null check (failures > 0),
    warned integer not null default 0 check (warned in (0, 50, 70, 90))
);
comment on table endpoint_failing is 'Endpoints whose newest attempts failed: the first delivered one deletes the row, so that the happy path writes nothing. No foreign key: it would lock the endpoint with every failure.';
comment on column endpoint_failing.since is 'When the first attempt since the last delivered one failed.';
comment on column endpoint_failing.failures is 'Failed attempts since then; replays don''t count.';
comment on column endpoint_failing.warned is 'The last warning given, in percent of what disables it.';

create table notice (
    id uuid primary key,
    account_id uuid not null,
    endpoint_id uuid not null,
    kind text not null check (kind in ('failing', 'disabled')),
    percent integer check (percent in (50, 70, 90)),
    url text not null,
    reason text not null,
    created_at timestamptz not null,
    taken_until timestamptz,
    told_at timestamptz,
    check ((kind = 'failing') = (percent is not null))
);
comment on table notice is 'What the owner of a webhook is to be told, written together with what it tells of. Those told go after 90 days.';
comment on column notice.taken_until is 'Until then whoever took it is telling it; later it is told again.';
create index notice_untold on notice (created_at) where told_at is null;
create index notice_endpoint on notice (account_id, endpoint_id, id);
