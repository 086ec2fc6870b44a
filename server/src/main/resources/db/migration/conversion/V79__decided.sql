-- Messages of shops may come in any order. Who is credited does not hang on that: an older one that names somebody else
-- takes the order from whoever a newer one gave it to.

alter table conversion add column decided_at timestamptz;
alter table conversion add column decided_by text;
alter table conversion add column withdrawn boolean not null default false;

comment on column conversion.decided_at is 'When the source says that the message was so by which the order was credited. Null where that is not known, or a person or a file credited it: such a conversion is taken from nobody.';
comment on column conversion.decided_by is 'The SHA-256 of that message, in hexadecimal digits: of two messages of the same time it says which one counts as the older.';
comment on column conversion.withdrawn is 'Whether the order is another affiliate''s by an older message, which came later: what this one earned is taken back.';

alter table conversion add constraint conversion_decided
    check ((decided_at is null) = (decided_by is null) and length(decided_by) = 64);
alter table conversion add constraint conversion_withdrawn check (not withdrawn or decided_at is not null);
