-- What the lists of the console are filtered and searched by. The number ends an index whose rows are read newest first.

drop index affiliate_offer;
create index affiliate_offer on affiliate (account_id, offer, number);
create index affiliate_status on affiliate (account_id, status, number);

-- A search is by how a text begins, compared byte by byte; equality goes by these as well.
drop index affiliate_email;
create index affiliate_email on affiliate (account_id, lower(email) text_pattern_ops);
create index affiliate_name on affiliate (account_id, lower(first_name || ' ' || last_name) text_pattern_ops);
create index affiliate_last_name on affiliate (account_id, lower(last_name) text_pattern_ops);

create index conversion_trigger_type on conversion_trigger (account_id, type, number);
create index conversion_trigger_value on conversion_trigger (account_id, value text_pattern_ops);
