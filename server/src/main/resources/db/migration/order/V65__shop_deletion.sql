-- Orders that a shop says it has deleted, and that have not come yet.

create table shop_deletion (
    account_id uuid not null references account (id),
    source text not null check (length(source) between 1 and 64),
    order_key text not null check (length(order_key) between 1 and 255),
    heard_at timestamptz not null,
    primary key (account_id, source, order_key)
);
comment on table shop_deletion is 'A message about an order may come after the one that it was deleted. Kept for a while: most are of orders that never come.';
create index shop_deletion_heard on shop_deletion (heard_at);
