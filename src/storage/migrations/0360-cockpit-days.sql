-- The cockpit as it stood at the end of a day, worked out once: whoever travels in time reads one row. Derived: a row is
-- dropped when late events change its day, and not used when the definitions are not those it was made with.
create table cockpit_days (
  tenant_id text not null,
  day date not null,
  version text not null,
  body jsonb not null,
  made_at timestamptz not null,
  primary key (tenant_id, day)
);
alter table cockpit_days enable row level security;
create policy cockpit_days_tenant on cockpit_days for select to clearway_app using (tenant_id = (select clearway_tenant()));
