-- What the merchant's people write down about an affiliate. The affiliate never sees it.

create table affiliate_note (
    account_id uuid not null,
    id uuid not null,
    affiliate bigint not null,
    author text not null,
    text text not null check (length(text) between 1 and 4000),
    created_at timestamptz not null,
    primary key (account_id, id),
    foreign key (account_id, affiliate) references affiliate (account_id, number) on delete cascade
);
create index affiliate_note_affiliate on affiliate_note (account_id, affiliate, id);
