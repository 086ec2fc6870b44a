-- Links by which a merchant lets somebody in.

create table affiliate_invitation (
    account_id uuid not null,
    id uuid not null,
    programme uuid not null,
    email text not null check (length(email) between 3 and 254),
    offer bigint not null,
    hash bytea not null unique check (length(hash) = 32),
    author text not null,
    mailed boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (account_id, id),
    foreign key (account_id, programme) references programme (account_id, id) on delete cascade,
    foreign key (account_id, offer) references offer (account_id, number)
);
comment on column affiliate_invitation.hash is 'The SHA-256 of what the link holds.';
comment on column affiliate_invitation.mailed is 'Whether the link was mailed; else it was shown to whoever invited.';
create unique index affiliate_invitation_email on affiliate_invitation (account_id, lower(email));
create index affiliate_invitation_programme on affiliate_invitation (account_id, programme, id);
