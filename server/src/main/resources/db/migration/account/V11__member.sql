alter table membership add column came_in_at timestamptz;
comment on column membership.came_in_at is 'When the person proved by a link or an invitation that they are meant. Until then the membership opens nothing: whoever took the address before must not inherit what is given to it later.';
create index membership_user on membership (user_id);
