-- A cluster that is put back in time gives its transaction ids out again. Readers who had come further are told.

alter table engine_state add column timeline text not null default '';
comment on column engine_state.timeline is 'The cluster''s timeline: another one after a recovery to a point in time, and after a standby took over. Set it to anything else where the cluster''s own files were copied back: the next start then raises the epoch.';
alter table engine_state add column imprint text not null default '';
comment on column engine_state.imprint is 'What lies beside the embedded cluster and does not survive a copy.';

create table feed_break (
    epoch integer primary key,
    xid xid8 not null
);
comment on table feed_break is 'Where epochs ended by the cluster''s going back in time. A position of such an epoch from this transaction on was never reached by what is there now.';
