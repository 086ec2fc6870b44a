-- What affiliates are paid.

create table payment_run (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    key text check (length(key) between 1 and 255),
    asked text not null,
    made_by text not null,
    created_at timestamptz not null,
    primary key (account_id, id)
);
comment on table payment_run is 'One act of paying: one affiliate or many.';
comment on column payment_run.key is 'The Idempotency-Key that it came with; the same again pays nothing more.';
comment on column payment_run.asked is 'What was asked for, so that the same key with another wish is noticed.';
create unique index payment_run_once on payment_run (account_id, key) where key is not null;

create table payment (
    account_id uuid not null references account (id) on delete cascade,
    number bigint not null check (number > 0),
    run uuid,
    affiliate bigint not null,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    total numeric(38, 4) not null check (total > 0),
    conversions integer not null check (conversions > 0),
    method text not null check (method in ('PAYPAL', 'BANK_TRANSFER', 'CHEQUE', 'STORE_CREDIT', 'OTHER')),
    note text check (length(note) between 1 and 1000),
    until timestamptz,
    status text not null check (status in ('PREPARED', 'SENT', 'VOIDED')),
    created_at timestamptz not null,
    sent_at timestamptz,
    voided_at timestamptz,
    made_by text not null,
    settled_by text,
    primary key (account_id, number),
    foreign key (account_id, run) references payment_run (account_id, id),
    foreign key (account_id, affiliate) references affiliate (account_id, number),
    check ((status = 'SENT') = (sent_at is not null)),
    check ((status = 'VOIDED') = (voided_at is not null)),
    check ((status = 'PREPARED') = (settled_by is null))
);
comment on column payment.number is 'The id of the classic payload, unique in the account.';
comment on column payment.run is 'The act that made it; null if it was moved in.';
comment on column payment.conversions is 'How many conversions it pays, refunds among them.';
comment on column payment.until is 'It pays orders and refunds before this moment; null for all that there were.';
comment on column payment.settled_by is 'Who sent or voided it.';
create index payment_affiliate on payment (account_id, affiliate, number);
create index payment_status on payment (account_id, status, number);
create index payment_of_run on payment (account_id, run, number) where run is not null;

alter table conversion add constraint conversion_payment_known
    foreign key (account_id, payment) references payment (account_id, number);

create table payment_setting (
    account_id uuid primary key references account (id) on delete cascade,
    minimum numeric(38, 4) not null check (minimum >= 0)
);
comment on column payment_setting.minimum is 'A run pays no balance below it unless it says otherwise; in the account''s currency.';
