-- 标杆城市: what another city's indicator is in a period, with the document that says so and its day. Rows are only added:
-- what holds is the row recorded last; a row without a value takes back what stood.
create table benchmark_values (
  tenant_id text not null,
  id text not null,
  seq bigint generated always as identity,
  city text not null,
  indicator text not null,
  period text not null,
  value double precision,
  source text not null,
  source_day date,
  link text,
  why text,                           -- of a correction, or of taking it back
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id)
);
create index benchmark_values_of on benchmark_values (tenant_id, indicator, city, period, seq desc);
create index benchmark_values_city on benchmark_values (tenant_id, city);
alter table benchmark_values enable row level security;
create policy benchmark_values_tenant on benchmark_values for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on benchmark_values from clearway_system;
