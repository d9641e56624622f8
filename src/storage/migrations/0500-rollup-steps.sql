-- 季评选、年考核: put forward by one, published by another, withdrawn with a reason; each step is a row of its own, the last
-- one says how it stands. What was published before is a first step.
create table appraisal_rollup_steps (
  tenant_id text not null,
  scheme text not null,
  period text not null,
  step int not null,
  act text not null check (act in ('propose', 'publish', 'withdraw')),
  text_hash text not null,
  body jsonb not null,
  reason text,
  done_by text not null,
  done_at timestamptz not null,
  primary key (tenant_id, scheme, period, step)
);
insert into appraisal_rollup_steps
  select tenant_id, scheme, period, 1, 'publish', text_hash, body, null, published_by, published_at from appraisal_rollups;
drop table appraisal_rollups;
alter table appraisal_rollup_steps enable row level security;
create policy appraisal_rollup_steps_tenant on appraisal_rollup_steps for select to clearway_app
  using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on appraisal_rollup_steps from clearway_system;
