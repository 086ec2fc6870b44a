-- Tiers, rates per SKU and limits of renewals.

alter table offer drop constraint offer_type_check;
alter table offer add constraint offer_type_check
    check (type in ('PERCENT_OF_SALE', 'FLAT_RATE_PER_ITEM', 'FLAT_RATE_PER_ORDER', 'TIERED'));
alter table offer drop constraint offer_check;
alter table offer add constraint offer_amount_percent
    check (amount >= 0 and (type not in ('PERCENT_OF_SALE', 'TIERED') or amount <= 100));
alter table offer add column tier_basis text check (tier_basis in ('REVENUE', 'COUNT'));
alter table offer add column tier_window_days integer check (tier_window_days between 1 and 366);
alter table offer add column tiers jsonb not null default '[]' check (jsonb_typeof(tiers) = 'array');
alter table offer add column sku_overrides jsonb not null default '[]' check (jsonb_typeof(sku_overrides) = 'array');
alter table offer add column renewal_limit integer check (renewal_limit between 0 and 1000);
alter table offer add constraint offer_tiers
    check ((type = 'TIERED') = (tier_basis is not null) and (type = 'TIERED') = (tiers <> '[]'));
comment on column offer.amount is 'Per cent, or money in the account''s currency where the type is flat; of tiers the first one''s percentage.';
comment on column offer.tier_window_days is 'Over how many days up to an order revenue or conversions are counted; null is the calendar month in the account''s zone.';
comment on column offer.tiers is 'From what on which percentage: [{"from": 0, "percent": 5}, …], rising, the first from 0.';
comment on column offer.sku_overrides is 'What single SKUs earn instead: [{"sku": "TEA-1", "type": "PERCENT_OF_SALE", "amount": 0}, …].';
comment on column offer.renewal_limit is 'How many renewals of a subscription are credited after its first order; null is all.';
