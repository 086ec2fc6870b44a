-- While a shop changes the secret that it signs with, both count.

alter table source
    add column old_secret_sealed bytea,
    add column old_until timestamptz,
    add constraint source_old check ((old_secret_sealed is null) = (old_until is null));
comment on column source.old_secret_sealed is 'The secret before this one, sealed likewise; it fits until old_until.';
