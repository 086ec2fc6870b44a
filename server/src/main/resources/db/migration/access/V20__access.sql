-- Keys and links: what opens an account. Kept as SHA-256 of 256 random bits, never as they are.

create table api_key (
    id uuid primary key,
    account_id uuid not null references account (id) on delete cascade,
    hash bytea not null unique check (length(hash) = 32),
    name text not null check (length(name) between 1 and 100),
    start text not null,
    scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['read', 'write', 'tracking']),
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz
);
comment on column api_key.start is 'Its first characters, by which its owner knows it.';
comment on column api_key.last_used_at is 'To within five minutes: a busy key does not write on every call.';
create index api_key_account on api_key (account_id, id);

create table sign_in_token (
    hash bytea primary key check (length(hash) = 32),
    account_id uuid not null references account (id) on delete cascade,
    user_id uuid not null references app_user (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
comment on table sign_in_token is 'One-time links to the console.';
