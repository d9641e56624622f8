-- Filling rounds that open by themselves when a period of an indicator is over; the row set last holds, the others stay.
create table collect_schedules (
  tenant_id text not null,
  seq bigint generated always as identity,
  scheme text not null,
  active boolean not null,
  opens_after int not null,           -- days after the last day of the period
  working_days int not null,          -- to fill in
  office text not null,               -- who organises and checks
  unit text,                          -- asked where the scheme names no source
  set_by text not null,
  set_at timestamptz not null,
  primary key (tenant_id, scheme, seq)
);
alter table collect_schedules enable row level security;
create policy collect_schedules_tenant on collect_schedules for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on collect_schedules from clearway_system;
