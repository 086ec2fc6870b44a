-- How affiliates get into their portal. What opens a door is kept as a hash only.

create table portal_access (
    account_id uuid not null,
    affiliate bigint not null,
    hash text check (hash like '$argon2id$%'),
    generation bigint not null default 0 check (generation >= 0),
    primary key (account_id, affiliate),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade
);
comment on column portal_access.hash is 'Of the password; null until one was chosen.';
comment on column portal_access.generation is 'Rises when all sessions of this affiliate end: those of an earlier one open nothing.';

create table portal_token (
    hash bytea primary key check (length(hash) = 32),
    purpose text not null check (purpose in ('ENTER', 'PASSWORD', 'ADDRESS')),
    email text not null check (length(email) between 3 and 320),
    account_id uuid,
    affiliate bigint,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    check ((account_id is null) = (affiliate is null)),
    check (purpose <> 'ADDRESS' or account_id is not null),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade
);
comment on table portal_token is 'One-time links that are still good; using one deletes it.';
comment on column portal_token.email is 'Lower-cased. Whose mailbox it is for; of purpose ADDRESS, what is to become the affiliate''s address.';
comment on column portal_token.affiliate is 'The only one that it opens; null for all that have the e-mail address.';
create index portal_token_email on portal_token (email, created_at);
create index portal_token_affiliate on portal_token (account_id, affiliate) where affiliate is not null;
create index portal_token_expiry on portal_token (expires_at);

-- As Spring Session's JdbcIndexedSessionRepository reads and writes them; apart from the console's.
create table portal_session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index portal_session_expiry on portal_session (expiry_time);
create index portal_session_principal on portal_session (principal_name);

create table portal_session_attributes (
    session_primary_id char(36) not null references portal_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Whoever signs in names an address, not an account.
create index affiliate_by_email on affiliate (lower(email));

-- What an affiliate earned is summed up on each look at the overview.
create index conversion_overview on conversion (account_id, affiliate, created_at)
    include (status, payment_status, currency, commission, test, refund_of);
