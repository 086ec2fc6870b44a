-- What connected shops sent, as it came: to look at, and to read again.

create table shop_message (
    id uuid primary key,
    account_id uuid not null references account (id),
    source_id uuid not null references source (id),
    order_id uuid references shop_order (id),
    digest bytea not null check (length(digest) = 32),
    body bytea not null,
    state text not null check (state in ('TAKEN', 'IGNORED', 'REFUSED', 'FAILED')),
    why text check (length(why) between 1 and 1000),
    times integer not null default 1 check (times > 0),
    received_at timestamptz not null,
    last_at timestamptz not null,
    read_at timestamptz not null,
    unique (source_id, digest)
);
comment on table shop_message is 'Bodies whose signature fitted, each once; forgotten a while after they came last.';
comment on column shop_message.order_id is 'The order that it told of, if that was known by then.';
comment on column shop_message.digest is 'SHA-256 of the body: the same one again is counted, not kept once more.';
comment on column shop_message.state is 'What became of it when it was read last, at read_at.';
comment on column shop_message.why is 'Why it was not taken.';
create index shop_message_source on shop_message (account_id, source_id, id);
create index shop_message_order on shop_message (account_id, order_id, id) where order_id is not null;
create index shop_message_unread on shop_message (account_id, source_id, read_at) where state in ('REFUSED', 'FAILED');
create index shop_message_last on shop_message (last_at);
