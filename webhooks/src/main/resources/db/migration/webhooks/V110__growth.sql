-- Days are dropped when their time is over. What must outlive them stands here.

create table feed_start (
    account_id uuid primary key,
    epoch integer not null,
    xid xid8 not null,
    id uuid not null
);
comment on table feed_start is 'The last of an account''s events that was dropped. Who reads the feed from before it would miss events, and is told; who reads from it or behind it misses none.';

create table ending_day (
    day date primary key,
    since timestamptz not null
);
comment on table ending_day is 'Days of events whose time is over and that are kept for a while, because deliveries of theirs are unfinished. A row goes with its day.';

alter table delivery add column state_reason text;
comment on column delivery.state_reason is 'Why it was cancelled, where it was not its owner who did; one sentence. Null on the happy path.';
