-- A coupon that somebody wished for becomes a trigger when they are approved.

alter table sign_up add column coupon text check (length(coupon) between 1 and 255);
comment on column sign_up.coupon is 'What they wished for and do not have: for their approval, or somebody else was quicker.';
