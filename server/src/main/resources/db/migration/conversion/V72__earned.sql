-- What every part of an order earned, so that refunds take back what was given, whatever the terms are by then.

alter table conversion add column earned jsonb;
comment on column conversion.earned is 'The commissionable amount and the commission of every line, of shipping, tax and the order; null in refunds, in amounts by hand, and in conversions older than this column.';
