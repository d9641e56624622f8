-- The call for micro-reform cases of a quarter: opened and closed by a notice of the office; the last one counts.
create table reform_calls (
  tenant_id text not null,
  quarter text not null check (quarter ~ '^20\d\d-Q[1-4]$'),
  turn bigint generated always as identity,
  opens date not null,
  closes date not null check (closes >= opens),
  notice text not null,
  by_person text not null,
  at timestamptz not null,
  primary key (tenant_id, quarter, turn)
);
alter table reform_calls enable row level security;
create policy reform_calls_tenant on reform_calls for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on reform_calls from clearway_system;
