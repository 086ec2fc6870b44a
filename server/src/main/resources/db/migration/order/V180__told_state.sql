-- What a shop said of an order apart from what its refunds make of that, and the orders of a subscription.

alter table shop_order
    add column told_state text check (told_state in ('OPEN', 'CANCELLED', 'RETURNED'));
comment on column shop_order.told_state is 'What the shop itself said last; null for state in rows older than this column.';
comment on column shop_order.state is 'told_state, or RETURNED where refunds have given back all of an order that the shop calls open.';

create index shop_order_subscription on shop_order (account_id, source, subscription_id, ordered_at)
    where subscription_id is not null;
comment on index shop_order_subscription is 'Renewals that came before the order that they go back to are found by it; other orders are not in it.';
