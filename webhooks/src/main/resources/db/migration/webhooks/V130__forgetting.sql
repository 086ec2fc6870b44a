-- What has ended is forgotten with the deliveries that it made.

create index replay_job_finished on replay_job (finished_at) where finished_at is not null;
create index endpoint_deleted on endpoint (deleted_at) where deleted_at is not null;
