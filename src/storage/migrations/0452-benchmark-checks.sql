-- A value of another city is read against its document by somebody else than who recorded it. A correction is a row of its
-- own and has to be read again.
create table benchmark_checks (
  tenant_id text not null,
  value_id text not null,
  checked_by text not null,
  checked_at timestamptz not null,
  primary key (tenant_id, value_id)
);
alter table benchmark_checks enable row level security;
create policy benchmark_checks_tenant on benchmark_checks for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on benchmark_checks from clearway_system;
