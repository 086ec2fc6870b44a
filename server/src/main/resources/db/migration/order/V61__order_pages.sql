-- What the console looks orders up by, and how a source is doing.

create index shop_order_source on shop_order (account_id, source, id);

create table source_light (
    source_id uuid primary key references source (id) on delete cascade,
    received_at timestamptz,
    refused_at timestamptz
);
comment on table source_light is 'When a source last brought a message that was taken, and one whose signature did not fit; to within a minute.';
