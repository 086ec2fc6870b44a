-- The terms that a conversion earned by, the subscriptions that it renews, and sums without tests.

alter table conversion add column terms jsonb;
comment on column conversion.terms is 'What the offer paid when the order was credited; null in conversions older than this column, and where the merchant named the commission.';
alter table conversion add column renewal_of bigint;
comment on column conversion.renewal_of is 'The first conversion of the subscription that this one renews.';
create index conversion_subscription on conversion (account_id, subscription_id, number) where subscription_id is not null;
create index conversion_earned on conversion (account_id, affiliate, currency, created_at)
    include (number, refund_of, commissionable) where status = 'APPROVED' and not test;
comment on index conversion_earned is 'An affiliate''s tier is read from it alone.';

alter table conversion drop constraint conversion_unqualified_reason_check;
alter table conversion add constraint conversion_unqualified_reason_check check (unqualified_reason in (
    'LATE_CLICK', 'SELF_REFERRAL', 'AFFILIATE_NOT_ACTIVE', 'OUTRANKED', 'NEWER_LINK', 'EXCLUDED_COUPON', 'RENEWAL_LIMIT',
    'SUBSCRIPTION_DENIED', 'SUBSCRIPTION_TAKEN'));
