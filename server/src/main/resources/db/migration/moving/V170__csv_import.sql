-- Files that are brought in, row by row: first checked, then run. What a batch of rows does commits together with the
-- note of how far the import is, so that a server that dies goes on where it was.

create table csv_import (
    id uuid primary key,
    account_id uuid not null references account (id) on delete cascade,
    kind text not null check (length(kind) between 1 and 40),
    name text not null check (length(name) <= 200),
    actor text not null,
    state text not null check (state in ('CHECKING', 'CHECKED', 'RUNNING', 'FINISHED', 'CANCELLED')),
    at_once boolean not null,
    tells boolean not null,
    days text not null check (days in ('YEAR_FIRST', 'MONTH_FIRST', 'DAY_FIRST')),
    header text[] not null,
    columns text[] not null check (cardinality(columns) = cardinality(header)),
    sample text[] not null check (cardinality(sample) = cardinality(header)),
    records integer not null check (records > 0),
    content bytea check ((content is null) = (state in ('FINISHED', 'CANCELLED'))),
    done integer not null default 0 check (done between 0 and records),
    new integer not null default 0,
    changed integer not null default 0,
    unchanged integer not null default 0,
    refused integer not null default 0,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    finished_at timestamptz
);
comment on column csv_import.actor is 'Who brought it, as the audit names them.';
comment on column csv_import.at_once is 'Runs by itself without being checked first.';
comment on column csv_import.tells is 'Webhooks hear of what it brings in.';
comment on column csv_import.columns is 'What each column of the file means; empty for one that is ignored.';
comment on column csv_import.sample is 'The beginnings of the first record''s cells, to see by what a column holds.';
comment on column csv_import.content is 'The file; dropped when the import ends.';
comment on column csv_import.done is 'How many records have been gone through, in this pass.';
comment on column csv_import.touched_at is 'When a batch of it was last taken: the longest neglected comes next.';
create index csv_import_account on csv_import (account_id, id);
create index csv_import_due on csv_import (touched_at) where state in ('CHECKING', 'RUNNING');
create index csv_import_ended on csv_import (touched_at) where state not in ('CHECKING', 'RUNNING');

create table csv_import_row (
    import_id uuid not null references csv_import (id) on delete cascade,
    account_id uuid not null,
    record integer not null check (record > 0),
    line bigint not null,
    outcome text not null check (outcome in ('NEW', 'CHANGED', 'UNCHANGED', 'REFUSED')),
    thing text not null,
    says text not null,
    problems jsonb not null,
    primary key (import_id, record)
);
comment on table csv_import_row is 'What became of each record in the last pass.';
comment on column csv_import_row.thing is 'The id of what it made or met.';
comment on column csv_import_row.problems is 'Why it was refused: pairs of a column''s name and a message.';
create index csv_import_row_refused on csv_import_row (import_id, record) where outcome = 'REFUSED';
