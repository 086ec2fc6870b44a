-- What the console looks conversions up by.

create index conversion_reference on conversion (account_id, reference, number);
create index conversion_refund on conversion (account_id, refund_of) where refund_of is not null;
create index conversion_created on conversion (account_id, created_at) include (status, currency, total, commission);
comment on index conversion_created is 'What a day brought is read from it alone.';
