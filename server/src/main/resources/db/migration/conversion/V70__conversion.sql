-- Orders, and amounts, credited to affiliates.

create table conversion (
    account_id uuid not null references account (id),
    number bigint not null check (number > 0),
    affiliate bigint not null,
    offer bigint not null,
    order_id uuid references shop_order (id),
    refund_of bigint,
    mechanism text not null check (mechanism in ('MANUAL', 'LINK', 'COUPON', 'EMAIL', 'SKU')),
    status text not null check (status in ('PENDING', 'APPROVED', 'DENIED', 'UNQUALIFIED')),
    payment_status text not null check (payment_status in ('UNPAID', 'PAID')),
    payment bigint,
    denied_reason_code text check (denied_reason_code in (
        'ORDER_CANCELLED', 'ORDER_RETURNED', 'DUPLICATE', 'FRAUD_SUSPECTED', 'SELF_REFERRAL', 'TERMS_BREACH',
        'TEST_ORDER', 'OTHER')),
    reason text,
    notes text,
    currency char(3) not null,
    total numeric(38, 4) not null,
    commissionable numeric(38, 4) not null,
    commission numeric(38, 4) not null,
    trigger_value text,
    click jsonb,
    unqualified_reason text check (unqualified_reason in (
        'LATE_CLICK', 'SELF_REFERRAL', 'AFFILIATE_NOT_ACTIVE', 'OUTRANKED')),
    claims jsonb not null,
    reference text,
    items bigint not null,
    product_names text,
    coupon text,
    subscription_id text,
    recurring boolean not null,
    test boolean not null,
    customer_name text,
    customer_email text,
    browser_ip text,
    origin text not null,
    created_at timestamptz not null,
    updated_at timestamptz,
    approve_at timestamptz,
    primary key (account_id, number),
    check ((status = 'DENIED') = (denied_reason_code is not null)),
    check (payment_status = 'UNPAID' or (status = 'APPROVED' and payment is not null))
);
comment on column conversion.number is 'The id of the classic payload, unique in the account.';
comment on column conversion.claims is 'Every claim on the order with its outcome, as it was weighed.';
comment on column conversion.created_at is 'When the order was made.';
comment on column conversion.updated_at is 'When the conversion last changed; null until it does.';
comment on column conversion.approve_at is 'When the offer approves it by itself; null where it does not, or has.';
create unique index conversion_once on conversion (account_id, order_id, affiliate, mechanism)
    where refund_of is null and order_id is not null;
create index conversion_affiliate on conversion (account_id, affiliate, number);
create index conversion_status on conversion (account_id, status, number);
create index conversion_order on conversion (account_id, order_id);
create index conversion_ripe on conversion (approve_at) where approve_at is not null and status = 'PENDING';
