-- What a cancelled replay was sending at that moment is not tried again.

alter table replay_job add column ending boolean not null default false;
comment on column replay_job.ending is 'It was cancelled while some of its deliveries were being sent. These stay in replay_open, and are cancelled if they come back without having been delivered or given up.';
alter table replay_job add constraint replay_job_ending_check check (not ending or state = 'cancelled');
create index replay_job_ending on replay_job (id) where ending;
