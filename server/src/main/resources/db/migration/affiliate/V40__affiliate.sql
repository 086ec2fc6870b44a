-- Who sends customers, and by what an order is theirs.

create table affiliate (
    account_id uuid not null references account (id) on delete cascade,
    number bigint not null check (number > 0),
    code text not null check (code ~ '^[0-9A-Za-z]{1,40}$'),
    status text not null check (status in ('PENDING', 'ACTIVE', 'DENIED', 'DISABLED')),
    source text not null check (source in ('MERCHANT_PROFILE', 'API', 'IMPORT', 'MANUAL')),
    offer bigint not null,
    first_name text not null check (length(first_name) between 1 and 100),
    last_name text not null default '',
    email text not null check (length(email) between 3 and 254),
    paypal_email text,
    company text not null default '',
    address_1 text not null default '',
    address_2 text not null default '',
    city text not null default '',
    state text not null default '',
    zip text not null default '',
    country text not null default '',
    phone_number text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz,
    last_login timestamptz,
    last_conversion timestamptz,
    version bigint not null default 1,
    primary key (account_id, number),
    unique (account_id, code),
    foreign key (account_id, offer) references offer (account_id, number)
) with (fillfactor = 85);
comment on column affiliate.code is 'With the number it makes the link: ?rfsn=NUMBER.CODE.';
comment on column affiliate.last_conversion is 'When the newest conversion was credited; changes neither updated_at nor version.';
create index affiliate_offer on affiliate (account_id, offer);
create index affiliate_email on affiliate (account_id, lower(email));

create table affiliate_field (
    account_id uuid not null references account (id) on delete cascade,
    number bigint not null check (number > 0),
    name text not null check (length(name) between 1 and 100),
    primary key (account_id, number),
    unique (account_id, name)
);
comment on table affiliate_field is 'Questions that a merchant asks affiliates.';

create table affiliate_field_value (
    account_id uuid not null,
    affiliate bigint not null,
    number bigint not null,
    position integer not null check (position >= 0),
    value text not null check (length(value) <= 1000),
    primary key (account_id, affiliate, number),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade,
    foreign key (account_id, number) references affiliate_field (account_id, number)
);
comment on column affiliate_field_value.number is 'The field''s.';

create table conversion_trigger (
    account_id uuid not null,
    number bigint not null check (number > 0),
    affiliate bigint not null,
    type text not null check (type in ('COUPON', 'SKU', 'EMAIL')),
    value text not null check (length(value) between 1 and 254),
    created_at timestamptz not null,
    primary key (account_id, number),
    unique (account_id, value),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade
);
comment on column conversion_trigger.value is 'Upper-cased; unique in the account whatever its type.';
create index conversion_trigger_affiliate on conversion_trigger (account_id, affiliate, number);
