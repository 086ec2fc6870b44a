-- A payment pays the conversions of its own affiliate and currency alone.

alter table payment add constraint payment_whose unique (account_id, number, affiliate, currency);
alter table conversion drop constraint conversion_payment_known;
alter table conversion add constraint conversion_payment_fits
    foreign key (account_id, payment, affiliate, currency) references payment (account_id, number, affiliate, currency);
