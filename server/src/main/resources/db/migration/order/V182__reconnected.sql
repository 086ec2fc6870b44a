-- A shop that is connected anew takes over its orders, and their refunds with them.

alter table shop_refund_line
    drop constraint shop_refund_line_account_id_source_refund_key_fkey,
    add constraint shop_refund_line_refund foreign key (account_id, source, refund_key)
        references shop_refund on update cascade on delete cascade;
