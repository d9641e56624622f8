-- Filling an indicator for a subject and a period is a matter; a later correction is another round with another matter.
create table indicator_fills (
  tenant_id text not null,
  indicator text not null,
  subject text not null,
  period text not null,
  round int not null,                 -- 1 for the first filling, then one for each correction
  matter_id text not null,            -- chosen before the matter is opened, so that a broken try finds it again
  why text,                           -- the reason of a correction
  asked_by text not null,
  asked_at timestamptz not null,
  primary key (tenant_id, indicator, subject, period, round)
);
create unique index indicator_fills_matter on indicator_fills (tenant_id, matter_id);
create index indicator_fills_period on indicator_fills (tenant_id, period, indicator);
alter table indicator_fills enable row level security;
create policy indicator_fills_tenant on indicator_fills for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on indicator_fills from clearway_system;

-- Who stated it and why stands beside who recorded it; what holds on a day is the checked row recorded last before it.
alter table indicator_values add column reported_by text;
alter table indicator_values add column why text;
create index indicator_values_held on indicator_values (tenant_id, indicator, recorded_at) where status = 'checked';
