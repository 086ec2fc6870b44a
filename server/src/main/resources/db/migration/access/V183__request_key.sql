-- Calls that make something, under a key that the caller chose: the same again is answered alike.

create table request_key (
    account_id uuid not null references account (id),
    key text not null check (length(key) between 1 and 255),
    asked bytea not null check (length(asked) = 32),
    status integer not null check (status between 200 and 299),
    content_type text,
    etag text,
    answer_sealed bytea not null,
    created_at timestamptz not null,
    primary key (account_id, key)
);
comment on table request_key is 'What was made under an Idempotency-Key, in the transaction that made it; forgotten after some days.';
comment on column request_key.asked is 'SHA-256 of what was asked: method, path and body. Another wish under the same key is refused.';
comment on column request_key.answer_sealed is 'The answer''s body, sealed for the account and the key: a new webhook''s has its secret.';
create index request_key_created on request_key (created_at);
