-- The webhook engine: what happened (event), who wants to know (endpoint), one for the other (delivery), each try (attempt).
-- Times come in as parameters from a clock anchored to this database's; ids are UUIDv7 made by that clock, and the
-- growing tables are partitioned by day on them, so that a primary key on the id alone is legal and prunes.

create table engine_state (
    only_row boolean primary key default true check (only_row),
    system_identifier text not null,
    epoch integer not null check (epoch > 0)
);
comment on table engine_state is 'Which cluster this is. A restore into another one bumps the epoch, because its transaction ids start again.';

create table node (
    id uuid primary key,
    started_at timestamptz not null,
    heartbeat_at timestamptz not null
);
comment on table node is 'Processes that send. A lease of a node whose heartbeat stopped is claimed by the others once it has expired.';

create table webhook_switch (
    account_id uuid primary key,
    enabled boolean not null,
    changed_at timestamptz not null
);
comment on table webhook_switch is 'Whether an account may use webhooks at all; no row means no.';

create table endpoint (
    id uuid primary key,
    account_id uuid not null,
    url text not null check (length(url) between 1 and 2048),
    description text not null default '' check (length(description) <= 500),
    format text not null check (format in ('classic', 'standard')),
    all_topics boolean not null,
    topics text[] not null default '{}',
    status text not null check (status in ('active', 'paused', 'disabled')),
    status_reason text,
    signing text not null check (signing in ('hmac', 'ed25519', 'both')),
    ordered boolean not null default false,
    rate_per_second integer check (rate_per_second between 1 and 10000),
    max_in_flight integer not null check (max_in_flight between 1 and 512),
    timeout_seconds integer not null check (timeout_seconds between 1 and 30),
    schedule text,
    headers_sealed bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null default 1,
    check (all_topics or cardinality(topics) > 0)
);
comment on column endpoint.version is 'Rises with every change, of its secrets too: a sender that holds an older one reloads before it sends.';
comment on column endpoint.headers_sealed is 'The merchant''s own headers as JSON, sealed for the account: they may hold credentials.';
comment on column endpoint.schedule is 'A named retry schedule; null is the installation''s.';
create index endpoint_account on endpoint (account_id, id) where deleted_at is null;

create table endpoint_secret (
    id uuid primary key,
    account_id uuid not null,
    endpoint_id uuid not null references endpoint (id) on delete cascade,
    sealed bytea not null,
    created_at timestamptz not null,
    ends_at timestamptz
);
comment on column endpoint_secret.sealed is 'The secret''s text and its ed25519 key pair as JSON, sealed for the account.';
comment on column endpoint_secret.ends_at is 'When a rotated secret stops signing; null for the newest.';
create index endpoint_secret_endpoint on endpoint_secret (endpoint_id, created_at desc);
create unique index endpoint_secret_newest on endpoint_secret (endpoint_id) where ends_at is null;

create table subject_sequence (
    account_id uuid not null,
    subject text not null,
    last bigint not null check (last > 0),
    primary key (account_id, subject)
) with (fillfactor = 70);
comment on table subject_sequence is 'The last sequence number given to a subject. Locked until its transaction ends, so numbers follow commit order.';

create table event (
    id uuid primary key,
    account_id uuid not null,
    topic text not null,
    subject text not null,
    sequence bigint not null check (sequence > 0),
    occurred_at timestamptz not null,
    epoch integer not null,
    xid xid8 not null default pg_current_xact_id(),
    standard bytea not null,
    classic bytea not null
) partition by range (id);
comment on column event.xid is 'With epoch, the feed''s position: a reader sees only rows below the oldest running transaction, so none is skipped.';
comment on column event.standard is 'The body of the standard format, exact bytes; classic likewise. A replay sends them again.';
create index event_feed on event (account_id, epoch, xid, id);

create table delivery (
    id uuid primary key,
    account_id uuid not null,
    endpoint_id uuid not null,
    event_id uuid not null,
    topic text not null,
    subject text not null,
    sequence bigint not null,
    format text not null check (format in ('classic', 'standard')),
    state text not null check (state in ('pending', 'retrying', 'delivered', 'exhausted', 'held', 'cancelled')),
    attempts integer not null default 0 check (attempts >= 0),
    due_at timestamptz,
    lease_node uuid,
    lease_token uuid,
    lease_until timestamptz,
    last_status_code integer,
    last_outcome text,
    held_at timestamptz,
    order_key text,
    replay_of uuid,
    created_at timestamptz not null,
    finished_at timestamptz,
    check ((lease_token is null) = (lease_until is null) and (lease_token is null) = (lease_node is null)),
    check (case when state in ('pending', 'retrying') then (due_at is null) <> (lease_token is null)
                else due_at is null and lease_token is null end),
    check ((finished_at is not null) = (state in ('delivered', 'exhausted', 'cancelled'))),
    check ((state = 'held') = (held_at is not null)),
    check (order_key is null or finished_at is null)
) partition by range (id);
comment on column delivery.due_at is 'When it is tried next; null while leased, held or finished. A row born leased and delivered at once never enters the index of due rows.';
comment on column delivery.lease_token is 'Every outcome is written only where this still matches.';
comment on column delivery.replay_of is 'The delivery that this one sends again, where it is a replay.';
comment on column delivery.held_at is 'Since when it is held. The indexes rest on columns that stay null on the happy path, never on state, so that its updates are HOT.';
comment on column delivery.order_key is 'The subject, while this is an unfinished delivery of an endpoint that asked for order; else null, so that other rows stay out of its index.';
create index delivery_due on delivery (endpoint_id, due_at) where due_at is not null;
create index delivery_held on delivery (endpoint_id, id) where held_at is not null;
create index delivery_log on delivery (endpoint_id, id);
create index delivery_event on delivery (event_id);
create index delivery_order on delivery (endpoint_id, order_key, sequence) where order_key is not null;

create table attempt (
    delivery_id uuid not null,
    number integer not null check (number > 0),
    account_id uuid not null,
    url text not null,
    started_at timestamptz not null,
    duration_ms integer not null,
    dns_ms integer,
    connect_ms integer,
    tls_ms integer,
    first_byte_ms integer,
    outcome text not null check (outcome in ('accepted', 'rejected', 'unreachable', 'forbidden')),
    status_code integer,
    error text,
    request_headers bytea not null,
    response_headers bytea,
    response_body bytea,
    response_truncated boolean not null default false,
    primary key (delivery_id, number)
) partition by range (delivery_id);
comment on column attempt.request_headers is 'As sent, one "Name: value" line each; response_headers likewise, bytes that nobody checked.';
