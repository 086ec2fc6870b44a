-- Orders as the shops sent them, and the shops that may send them.

create table source (
    id uuid primary key,
    account_id uuid not null references account (id),
    kind text not null check (kind in ('SHOPIFY', 'WOOCOMMERCE', 'STRIPE')),
    name text not null default '' check (length(name) <= 200),
    token text not null unique check (length(token) >= 32),
    secret_sealed bytea not null,
    created_at timestamptz not null,
    deleted_at timestamptz
);
comment on table source is 'A shop whose webhooks bring orders.';
comment on column source.token is 'The unguessable part of the door''s URL: it finds the source. What proves the sender is the signature.';
comment on column source.secret_sealed is 'What the shop signs with, sealed for the account.';
create index source_account on source (account_id, id) where deleted_at is null;

create table shop_order (
    id uuid primary key,
    account_id uuid not null references account (id),
    source text not null check (length(source) between 1 and 64),
    order_key text not null check (length(order_key) between 1 and 255),
    reference text not null check (length(reference) between 1 and 255),
    origin text not null check (origin in ('SHOPIFY', 'WOOCOMMERCE', 'STRIPE', 'API', 'MANUAL')),
    state text not null check (state in ('OPEN', 'CANCELLED', 'RETURNED')),
    currency char(3) not null,
    discount numeric(38, 4) not null check (discount >= 0),
    shipping numeric(38, 4) not null check (shipping >= 0),
    tax numeric(38, 4) not null check (tax >= 0),
    total numeric(38, 4) not null check (total >= 0),
    customer_name text,
    customer_email text,
    browser_ip text,
    recurring boolean not null,
    subscription_id text,
    test boolean not null,
    click jsonb,
    coupons text[] not null,
    named_affiliate bigint,
    cart text,
    ordered_at timestamptz not null,
    changed_at timestamptz not null,
    received_at timestamptz not null,
    raw bytea not null,
    unique (account_id, source, order_key)
);
comment on column shop_order.source is '''api'', or the id of the source: the space in which order_key is unique.';
comment on column shop_order.order_key is 'The order''s id in its source: the same id again is the same order.';
comment on column shop_order.reference is 'The order''s number as people know it; order_id of the classic payload.';
comment on column shop_order.changed_at is 'When the source says it last changed: an older message is stale.';
comment on column shop_order.click is 'The affiliate link that the order itself tells of.';
comment on column shop_order.raw is 'The newest message, byte for byte.';
create index shop_order_account on shop_order (account_id, id);
create index shop_order_reference on shop_order (account_id, reference);

create table shop_order_line (
    order_id uuid not null references shop_order (id) on delete cascade,
    number integer not null check (number > 0),
    sku text,
    name text,
    quantity integer not null check (quantity > 0),
    price numeric(38, 4) not null check (price >= 0),
    discount numeric(38, 4) not null check (discount >= 0),
    included_tax numeric(38, 4) not null check (included_tax >= 0),
    gift_card boolean not null,
    primary key (order_id, number)
);

create table shop_refund (
    account_id uuid not null references account (id),
    source text not null,
    refund_key text not null check (length(refund_key) between 1 and 255),
    order_key text not null check (length(order_key) between 1 and 255),
    received_at timestamptz not null,
    raw bytea not null,
    primary key (account_id, source, refund_key)
);
comment on table shop_refund is 'Refund messages of shops, as they came.';
