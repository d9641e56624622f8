-- 双牵头: which indicator a district has taken on, led with which department of the city, from when until when.
create table dual_leads (
  tenant_id text not null,
  id text not null,
  region text not null,
  indicator text not null,
  district text not null,
  department text not null,
  since date not null,
  set_by text not null,
  set_at timestamptz not null,
  until date,                         -- the last day
  ended_why text,
  ended_by text,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
-- A district has one at a time.
create unique index dual_leads_one on dual_leads (tenant_id, region) where until is null;
alter table dual_leads enable row level security;
create policy dual_leads_tenant on dual_leads for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke delete, truncate on dual_leads from clearway_system;
