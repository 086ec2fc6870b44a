-- Nodes say whom they count with.

alter table node add column counts uuid[] not null default '{}';
comment on column node.counts is 'The nodes that this one counts with: all that it has under way is within its part among them. One that came sends when all others name it.';
