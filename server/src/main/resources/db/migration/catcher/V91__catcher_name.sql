-- Catchers have names, and say when they last caught something.

alter table catcher
    add column name text not null default '' check (length(name) <= 100),
    add column last_at timestamptz;
comment on column catcher.name is 'What its owner calls it; empty for none.';
comment on column catcher.last_at is 'When the newest request came; null before the first.';
