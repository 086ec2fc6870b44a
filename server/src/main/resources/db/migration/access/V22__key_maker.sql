-- Who made an API key.

alter table api_key add column maker text check (length(maker) between 1 and 64);
comment on column api_key.maker is 'Who made it, as the audit names them: usr_… or key_…; null for one made by the launcher, or before this was kept.';
