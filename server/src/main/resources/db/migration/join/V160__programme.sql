-- How affiliates come in by themselves: public sign-up pages, what they ask, and what must be accepted there.

create table programme (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
    name text not null check (length(name) between 1 and 100),
    intro text not null check (length(intro) <= 4000),
    offer bigint,
    born text not null check (born in ('PENDING', 'ACTIVE')),
    is_open boolean not null,
    confirm_email boolean not null,
    asks text[] not null check (asks <@ array['company', 'phone_number', 'address', 'paypal_email', 'coupon']),
    terms integer,
    created_at timestamptz not null,
    updated_at timestamptz,
    version bigint not null,
    primary key (account_id, id),
    foreign key (account_id, offer) references offer (account_id, number),
    check (offer is not null or not is_open)
);
comment on column programme.slug is 'In its public URL, and so unique among all accounts.';
comment on column programme.offer is 'What those who sign up get.';
comment on column programme.born is 'The status of those who sign up.';
comment on column programme.asks is 'What it asks besides name and e-mail address.';
comment on column programme.terms is 'The version that must be accepted; null for none.';

create table programme_field (
    account_id uuid not null,
    programme uuid not null,
    number bigint not null,
    position integer not null check (position >= 0),
    label text not null check (length(label) between 1 and 100),
    kind text not null check (kind in ('text', 'long_text', 'choice', 'checkbox', 'url')),
    required boolean not null,
    choices text[] not null,
    primary key (account_id, programme, number),
    foreign key (account_id, programme) references programme (account_id, id) on delete cascade,
    foreign key (account_id, number) references affiliate_field (account_id, number),
    check ((kind = 'choice') = (cardinality(choices) > 0))
);
comment on column programme_field.number is 'The account''s custom field of this label.';

create table programme_terms (
    account_id uuid not null,
    programme uuid not null,
    version integer not null check (version > 0),
    text text not null check (length(text) between 1 and 50000),
    author text not null,
    created_at timestamptz not null,
    primary key (account_id, programme, version),
    foreign key (account_id, programme) references programme (account_id, id) on delete cascade
);
comment on table programme_terms is 'Every version that ever was in force: somebody may have accepted it.';
alter table programme add foreign key (account_id, id, terms) references programme_terms (account_id, programme, version);

create table sign_up (
    account_id uuid not null,
    affiliate bigint not null,
    programme uuid not null,
    terms integer,
    invited boolean not null,
    at timestamptz not null,
    primary key (account_id, affiliate),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade,
    foreign key (account_id, programme) references programme (account_id, id) on delete cascade,
    foreign key (account_id, programme, terms) references programme_terms (account_id, programme, version)
);
comment on table sign_up is 'By which page an affiliate came, and which terms it accepted then.';
create index sign_up_programme on sign_up (account_id, programme, affiliate);

create table sign_up_form (
    account_id uuid not null references account (id) on delete cascade,
    hash bytea not null check (length(hash) = 32),
    used_at timestamptz not null,
    primary key (account_id, hash)
);
comment on table sign_up_form is 'Forms that were taken, by the SHA-256 of their token: each counts once.';
create index sign_up_form_used on sign_up_form (account_id, used_at);

create table sign_up_rate (
    account_id uuid not null references account (id) on delete cascade,
    hour timestamptz not null,
    subject text not null check (length(subject) <= 400),
    count integer not null check (count > 0),
    primary key (account_id, hour, subject)
) with (fillfactor = 70);
comment on table sign_up_rate is 'How often something was tried in an hour: from an address, at a programme, for a mailbox.';

create table sign_up_waiting (
    account_id uuid not null references account (id) on delete cascade,
    hash bytea not null unique check (length(hash) = 32),
    programme uuid not null,
    sent jsonb not null,
    expires_at timestamptz not null,
    primary key (account_id, hash),
    foreign key (account_id, programme) references programme (account_id, id) on delete cascade
);
comment on table sign_up_waiting is 'Sign-ups whose e-mail address is not confirmed yet, by the SHA-256 of their link.';
comment on column sign_up_waiting.sent is 'What was typed; judged again when it is confirmed.';
create index sign_up_waiting_expires on sign_up_waiting (account_id, expires_at);
