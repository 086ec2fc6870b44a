-- What came by a file of past conversions is told apart from amounts credited by hand, which may name an order, too.

alter table conversion add column moved_in boolean not null default false;
comment on column conversion.moved_in is 'Whether it came by a file of past conversions: the order with its reference is credited to nobody anew. An amount credited by hand is no history, whatever order it names.';

-- Files bring no terms, and no time to be approved at. Of what is here already, amounts credited by hand with a commission
-- that the merchant named look alike: these go on passing for history, as they did, since nobody is paid twice by that.
-- So do conversions older than the columns earned and terms. What takes back such a one has its order, if it came of one.
update conversion set moved_in = true
where terms is null and earned is null and renewal_of is null and approve_at is null
  and (refund_of is null or order_id is null);

alter table conversion add constraint conversion_moved_in
    check (not moved_in or (terms is null and earned is null and renewal_of is null));
