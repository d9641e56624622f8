-- What somebody answers for by name (a measure of a target, a special action) goes to somebody else, from a day on. The
-- thing itself stays as it was written; who answers on a day is read from here, and nothing is taken away.
create table hand_overs (
  tenant_id text not null,
  id text not null,
  kind text not null check (kind in ('aim-measure', 'special-action')),
  object text not null,
  from_person text not null,          -- '' where nobody answered yet
  to_person text not null,
  from_day date not null,
  why text not null,
  by_person text not null,
  at timestamptz not null,
  turn bigint generated always as identity,  -- which came after which
  primary key (tenant_id, id)
);
create index hand_overs_of on hand_overs (tenant_id, kind, object);
alter table hand_overs enable row level security;
create policy hand_overs_tenant on hand_overs for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke update, delete, truncate on hand_overs from clearway_system;
