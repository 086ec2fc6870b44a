-- An order of the past stays one, also where its shop takes all out of it that told whose it was.

alter table shop_order add column past boolean not null default false;
comment on column shop_order.past is 'Whether a message about it was found to be of an order that was credited before it came: it is credited to nobody anew while that history is there.';
