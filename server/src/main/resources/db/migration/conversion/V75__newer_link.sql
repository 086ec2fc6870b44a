-- A link may lose to another that was clicked later. The list is that of V74, and one more.

alter table conversion drop constraint conversion_unqualified_reason_check;
alter table conversion add constraint conversion_unqualified_reason_check check (unqualified_reason in (
    'LATE_CLICK', 'SELF_REFERRAL', 'AFFILIATE_NOT_ACTIVE', 'OUTRANKED', 'NEWER_LINK', 'EXCLUDED_COUPON',
    'RENEWAL_LIMIT', 'SUBSCRIPTION_DENIED', 'SUBSCRIPTION_TAKEN'));
