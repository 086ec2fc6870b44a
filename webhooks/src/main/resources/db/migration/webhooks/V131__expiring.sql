-- Owners are told before what is held is cancelled because it is too old.

alter table notice add column cancelled_from timestamptz;
comment on column notice.cancelled_from is 'When what has been held for too long begins to be cancelled, for kind expiring.';
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in ('failing', 'disabled', 'expiring'));
alter table notice add constraint notice_expiring_check check ((kind = 'expiring') = (cancelled_from is not null));
