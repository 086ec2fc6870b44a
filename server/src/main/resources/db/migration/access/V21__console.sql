-- How people get into the console. What opens a door is kept as a hash only.

create table user_password (
    user_id uuid primary key references app_user (id) on delete cascade,
    hash text not null check (hash like '$argon2id$%'),
    changed_at timestamptz not null
);

alter table sign_in_token add column direct boolean not null default false;
comment on column sign_in_token.direct is 'Signs in at once, as the demo does; otherwise the person chooses a password first.';

create table set_up_token (
    hash bytea primary key check (length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table set_up_token is 'Links that make the first account. They open nothing once there is one.';

create table invitation (
    id uuid primary key,
    account_id uuid not null references account (id) on delete cascade,
    hash bytea not null unique check (length(hash) = 32),
    email text not null check (email = lower(email) and length(email) between 3 and 320),
    role text not null check (role in ('owner', 'manager', 'developer', 'viewer')),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    unique (account_id, email)
);
comment on table invitation is 'Open invitations; accepting or revoking one deletes it.';

create table sign_in_failure (
    id bigint generated always as identity primary key,
    email_hash bytea not null check (length(email_hash) = 32),
    address text not null,
    at timestamptz not null
);
comment on column sign_in_failure.email_hash is 'SHA-256 of what was typed: people type passwords there.';
create index sign_in_failure_email on sign_in_failure (email_hash, address, at);
create index sign_in_failure_address on sign_in_failure (address, at);
create index sign_in_failure_at on sign_in_failure (at);

-- As Spring Session's JdbcIndexedSessionRepository reads and writes them. The principal is the user's id.
create table console_session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index console_session_expiry on console_session (expiry_time);
create index console_session_principal on console_session (principal_name);

create table console_session_attributes (
    session_primary_id char(36) not null references console_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
