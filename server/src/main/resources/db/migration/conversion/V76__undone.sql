-- A conversion may live again with its order, but not where a person denied it.

alter table conversion add column undone boolean not null default false;
alter table conversion add constraint conversion_undone check (not undone or status = 'DENIED');
comment on column conversion.undone is 'Whether the end of its order denied it, and no person: should the shop open the order again, it is PENDING again.';
comment on column conversion.earned is 'The commissionable amount and the commission of every line, of shipping, tax and the order, as the order''s contents are now; null in refunds, in amounts by hand, and in conversions older than this column.';
