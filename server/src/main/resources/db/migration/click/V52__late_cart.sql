-- A tie that was written a moment after its order came is looked at once more.

alter table cart add column look_at timestamptz;
comment on column cart.look_at is 'When orders of this cart that nobody claimed are to be looked at; null once that is done.';
create index cart_look_at on cart (look_at) where look_at is not null;
