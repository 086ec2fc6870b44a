-- Mail that is to go, written in the transaction of what it tells of.

create table outgoing_mail (
    id uuid primary key,
    sealed bytea not null,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    tries integer not null default 0
);
comment on column outgoing_mail.sealed is 'To whom and what: it may hold a link that lets somebody in.';
create index outgoing_mail_due on outgoing_mail (due_at);
