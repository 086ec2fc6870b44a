-- The tenant, the people who sign in to it, and its counters.

create table account (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    zone text not null,
    coupon_first boolean not null,
    sku_on_top boolean not null,
    keep_unqualified boolean not null,
    commission_on_shipping boolean not null,
    commission_on_tax boolean not null,
    created_at timestamptz not null
);
comment on column account.coupon_first is 'A coupon beats a link; otherwise a link beats a coupon.';
comment on column account.sku_on_top is 'SKU triggers credit besides the winner.';
comment on column account.keep_unqualified is 'What lost becomes an UNQUALIFIED conversion, so that it can be seen.';

create table app_user (
    id uuid primary key,
    email text not null unique check (email = lower(email) and length(email) between 3 and 320),
    created_at timestamptz not null
);
comment on table app_user is 'A person who signs in, to one account or several.';

create table membership (
    account_id uuid not null references account (id) on delete cascade,
    user_id uuid not null references app_user (id) on delete cascade,
    role text not null check (role in ('owner', 'manager', 'developer', 'viewer')),
    created_at timestamptz not null,
    primary key (account_id, user_id)
);

create table account_counter (
    account_id uuid not null references account (id) on delete cascade,
    kind text not null,
    last bigint not null check (last > 0),
    primary key (account_id, kind)
) with (fillfactor = 70);
comment on table account_counter is 'The last number given to a kind of thing. Numbers are unique per account, so that a merchant who moves in keeps theirs.';
