-- What the lists of clicks are filtered by besides the affiliate.

create index click_sub_id on click (account_id, sub_id, at, id) where sub_id is not null;
create index click_referer on click (account_id, referer_host, at, id) where referer_host is not null;
