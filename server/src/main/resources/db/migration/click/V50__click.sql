-- Visits by affiliates' links, and the carts that came of them.

create table tracking (
    account_id uuid primary key references account (id) on delete cascade,
    public_key text not null unique check (public_key ~ '^pub_[0-9a-f]{32}$'),
    hosts text[] not null default '{}' check (cardinality(hosts) <= 50)
);
comment on table tracking is 'How a shop''s pages name their account, and where redirect links may lead.';
comment on column tracking.public_key is 'No secret: it stands in the source of the shop''s pages.';
comment on column tracking.hosts is 'The shop''s own, in lower case, with a port where it is not the usual one.';

create table click (
    id uuid primary key,
    account_id uuid not null references account (id) on delete cascade,
    visit text not null check (visit ~ '^[0-9A-Za-z_-]{8,64}$'),
    affiliate bigint not null,
    code text not null check (length(code) between 1 and 40),
    at timestamptz not null,
    landed_url text not null check (length(landed_url) <= 2048),
    referer text check (length(referer) <= 2048),
    referer_host text check (length(referer_host) <= 255),
    ip text check (length(ip) <= 64),
    sub_id text check (length(sub_id) <= 255),
    creative_id text check (length(creative_id) <= 255),
    device text not null check (device in ('DESKTOP', 'MOBILE', 'TABLET', 'OTHER')),
    door text not null check (door in ('SCRIPT', 'REDIRECT')),
    unique (account_id, visit)
);
comment on column click.visit is 'The browser''s own name of it: told twice, it is one click.';
comment on column click.at is 'When it happened; id carries when we heard of it.';
create index click_at on click (account_id, at, id) include (affiliate, sub_id, referer_host);
comment on index click_at is 'Lists are read along it, figures from it alone.';
create index click_affiliate on click (account_id, affiliate, at, id) include (sub_id, referer_host);

create table cart (
    account_id uuid not null references account (id) on delete cascade,
    cart text not null check (length(cart) between 1 and 255),
    click_id uuid not null references click (id) on delete cascade,
    tied_at timestamptz not null,
    primary key (account_id, cart, click_id)
);
comment on table cart is 'Which clicks led to a cart. It goes with its clicks.';
create index cart_click on cart (click_id);
