-- Which order a subscription began with, as far as its shop tells of that apart from the order.

create table shop_subscription (
    account_id uuid not null references account (id),
    source text not null check (length(source) between 1 and 64),
    subscription text not null check (length(subscription) between 1 and 255),
    order_key text not null check (length(order_key) between 1 and 255),
    primary key (account_id, source, subscription)
);
comment on table shop_subscription is 'Subscriptions and the orders that they began with, which may come later.';
create index shop_subscription_order on shop_subscription (account_id, source, order_key);
