-- Bad ratings that wait to be followed up; each is settled once (outcomes_told keeps its name).
create index matters_badly_rated on matters (tenant_id, id)
  where loop = 'appeal' and (state #>> '{rating,grade}')::int <= 2 and status in ('answered', 'verified', 'explained');
