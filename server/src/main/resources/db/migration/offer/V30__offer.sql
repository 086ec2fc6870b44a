-- Commission terms.

create table offer (
    account_id uuid not null references account (id) on delete cascade,
    number bigint not null check (number > 0),
    name text not null check (length(name) between 1 and 200),
    type text not null check (type in ('PERCENT_OF_SALE', 'FLAT_RATE_PER_ITEM', 'FLAT_RATE_PER_ORDER')),
    amount numeric(16, 4) not null check (amount >= 0 and (type <> 'PERCENT_OF_SALE' or amount <= 100)),
    window_days integer not null check (window_days between 1 and 3650),
    auto_approve_days integer check (auto_approve_days between 0 and 365),
    created_at timestamptz not null,
    version bigint not null default 1,
    primary key (account_id, number)
);
comment on column offer.amount is 'Per cent, or money in the account''s currency where the type is flat.';
comment on column offer.window_days is 'How old a click may be.';
comment on column offer.auto_approve_days is 'After how many days a conversion approves itself; 0 is at once, null is never.';
