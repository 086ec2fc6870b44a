-- Refunds as facts: what was given back, of which lines.

alter table shop_order_line add column shop_line text check (length(shop_line) between 1 and 255);
comment on column shop_order_line.shop_line is 'The line''s own id in the shop, where it has one: refunds name it.';

alter table shop_refund drop constraint shop_refund_refund_key_check;
alter table shop_refund add constraint shop_refund_refund_key_check check (length(refund_key) between 1 and 300);
alter table shop_refund
    add column refunded_at timestamptz,
    add column amount numeric(38, 10) check (amount >= 0),
    add column shipping numeric(38, 10) check (shipping >= 0),
    add column tax numeric(38, 10) check (tax >= 0),
    add column so_far boolean not null default false,
    add constraint shop_refund_so_far check (not so_far or amount is not null);
comment on table shop_refund is 'Refunds, each once by its key in its source, also of orders that have not come yet.';
comment on column shop_refund.refunded_at is 'When, as the shop says; null in messages older than this column, which are kept and not read yet.';
comment on column shop_refund.amount is 'All the money given back; null where the shop told lines alone.';
comment on column shop_refund.shipping is 'Of it for shipping; null where the shop does not say.';
comment on column shop_refund.tax is 'Of it for tax that was added on top; null where the shop does not say.';
comment on column shop_refund.so_far is 'Whether amount is all that the order was given back so far, not this time.';
create index shop_refund_order on shop_refund (account_id, source, order_key);

create table shop_refund_line (
    account_id uuid not null,
    source text not null,
    refund_key text not null,
    number integer not null check (number > 0),
    shop_line text check (length(shop_line) between 1 and 255),
    line integer check (line > 0),
    sku text check (length(sku) <= 255),
    quantity integer not null check (quantity >= 0),
    amount numeric(38, 10) check (amount >= 0),
    primary key (account_id, source, refund_key, number),
    foreign key (account_id, source, refund_key) references shop_refund on delete cascade
);
comment on column shop_refund_line.number is 'Its place in the refund.';
comment on column shop_refund_line.line is 'The place of the line that came back in its order, where the shop counts.';
comment on column shop_refund_line.amount is 'Given back for it, without tax that was added on top; null for its share of the line.';
