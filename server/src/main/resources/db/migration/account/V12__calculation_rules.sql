-- More switches of how orders are credited.

alter table account add column self_referral boolean not null default false;
alter table account add column excluded_coupons text[] not null default '{}' check (cardinality(excluded_coupons) <= 500);
alter table account add column version bigint not null default 1;
comment on column account.self_referral is 'Affiliates are credited for their own orders too.';
comment on column account.excluded_coupons is 'Upper-cased. A coupon among them never credits.';
comment on column account.version is 'Rises with every change.';
