-- Nodes say whom they count with; and which master key an installation has.

alter table node add column counts uuid[] not null default '{}';
comment on column node.counts is 'The nodes that this one counts with: all that it has under way is within its part among them. One that came sends when all others name it.';

create table sealed_sample (
    only_row boolean primary key default true check (only_row),
    sealed bytea not null
);
comment on table sealed_sample is 'Something sealed with the installation''s master key: a node that can''t open it has another one, and does not start.';
