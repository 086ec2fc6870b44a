-- What can be paid, and what a payment pays; test orders apart in every sum.

alter table conversion add constraint conversion_reserved check (payment is null or status = 'APPROVED');
comment on column conversion.payment is 'The payment that it is part of: paid by it, or while payment_status is UNPAID kept for it until it is sent.';
create index conversion_payable on conversion (account_id, affiliate, currency) include (created_at, commission, number)
    where status = 'APPROVED' and payment is null and not test;
comment on index conversion_payable is 'What affiliates have earned and not been paid is read from it alone. Test conversions are never paid.';
create index conversion_payment on conversion (account_id, payment, number) where payment is not null;

drop index conversion_created;
create index conversion_created on conversion (account_id, created_at) include (status, currency, total, commission, test);
comment on index conversion_created is 'What a day brought is read from it alone.';
