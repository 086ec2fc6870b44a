-- What shops take out of orders, and messages that tell of a part of an order.

alter table shop_order_line
    add column removed integer not null default 0,
    add constraint shop_order_line_removed check (removed between 0 and quantity);
comment on column shop_order_line.removed is 'Pieces that the shop has taken out of the order since, refunded ones among them.';

alter table shop_order
    add column told_at timestamptz,
    add column partial bytea[] not null default '{}';
comment on column shop_order.raw is 'The newest message that told all of the order, byte for byte.';
comment on column shop_order.told_at is 'When the source says that raw was so; null for changed_at in rows older than this column.';
comment on column shop_order.partial is 'Newer messages that told some fields alone, oldest first, as they came.';
