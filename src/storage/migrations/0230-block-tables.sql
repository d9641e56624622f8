-- 五张报表 of the blocks that leaders are linked to. Rows are only added; the latest for a line and month holds.
create table block_figures (
  tenant_id text not null,
  region text not null,
  line text not null,
  month text not null,                -- 2026-10: as of the end of that month
  recorded_at timestamptz not null,
  plan double precision,
  actual double precision,
  recorded_by text not null,
  unit_id text,
  source text not null,
  primary key (tenant_id, region, line, month, recorded_at),
  check (plan is not null or actual is not null)
);
alter table block_figures enable row level security;
create policy block_figures_tenant on block_figures for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on block_figures from clearway_system;
