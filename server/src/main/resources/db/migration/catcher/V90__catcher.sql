-- The request catcher: a test URL that keeps whatever is sent to it. What it catches is hostile bytes, hence bytea.

create table catcher (
    id uuid primary key,
    account_id uuid not null references account (id) on delete cascade,
    token text not null unique check (token ~ '^[0-9a-f]{32}$'),
    status integer not null default 200 check (status between 200 and 599),
    headers bytea not null default '',
    body bytea not null default '' check (length(body) <= 65536),
    delay_ms integer not null default 0 check (delay_ms between 0 and 30000),
    fail_times integer check (fail_times between 1 and 1000000),
    drops boolean not null default false,
    answered bigint not null default 0,
    last_number bigint not null default 0,
    minute_began timestamptz not null default 'epoch',
    minute_count integer not null default 0,
    created_at timestamptz not null
) with (fillfactor = 50);
comment on column catcher.token is 'The unguessable part of the URL: whoever knows it may send.';
comment on column catcher.headers is 'Of the answer, one "Name: value" line each.';
comment on column catcher.fail_times is 'Only the first so many requests since the answer was set get it, later ones a plain 200; null for all.';
comment on column catcher.answered is 'Requests since the answer was set.';
comment on column catcher.last_number is 'The number of the newest caught request; requests of one catcher are numbered 1, 2, 3 …';
create index catcher_account on catcher (account_id, id);

create table caught_request (
    id uuid primary key,
    account_id uuid not null,
    catcher_id uuid not null,
    number bigint not null check (number > 0),
    method text not null,
    target text not null,
    headers bytea not null,
    body bytea not null,
    truncated boolean not null,
    remote_address text not null,
    received_at timestamptz not null,
    answered_status integer
) partition by range (id);
comment on column caught_request.target is 'Path and query as received, undecoded.';
comment on column caught_request.headers is 'In the order received, one "name: value" line each.';
comment on column caught_request.answered_status is 'What the catcher answered; null where it dropped the connection.';
create index caught_request_number on caught_request (catcher_id, number);
