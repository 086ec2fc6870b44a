-- Whether the money of a refund has arrived.

alter table shop_refund
    add column standing text not null default 'DONE' check (standing in ('PENDING', 'FAILED', 'DONE'));
comment on column shop_refund.standing is 'PENDING counts until it is FAILED; DONE is the end. What was kept before this column is DONE.';
