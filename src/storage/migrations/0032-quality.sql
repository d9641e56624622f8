-- Draws of look-backs and call-backs: frozen and published first, drawn once, never changed.
create table draws (
  tenant_id text not null,
  number int not null,                -- without gaps
  kind text not null,
  announced_at timestamptz not null,
  by text not null,
  plan jsonb not null,
  units jsonb not null,
  exclusions jsonb not null,
  commitments jsonb not null,
  announcement jsonb not null,
  members jsonb not null,             -- matter number → id
  replaces jsonb,
  record jsonb,
  drawn_at timestamptz,
  primary key (tenant_id, number)
);

create table draw_results (
  tenant_id text not null,
  draw int not null,
  code text not null,
  passed boolean not null,
  at timestamptz not null,
  by text not null,
  reopened boolean not null default false,
  primary key (tenant_id, draw, code)
);
alter table draws enable row level security;
alter table draw_results enable row level security;
create policy draws_tenant on draws for select to clearway_app using (tenant_id = clearway_tenant());
create policy draw_results_tenant on draw_results for select to clearway_app using (tenant_id = clearway_tenant());

-- What was published stays as it was; only the drawing itself may be added, once.
create function clearway_draw_is_final() returns trigger language plpgsql as $$
begin
  if old.record is not null or (to_jsonb(new) - 'record' - 'drawn_at') <> (to_jsonb(old) - 'record' - 'drawn_at') then
    raise exception 'draw % of % is published and cannot change', old.number, old.tenant_id;
  end if;
  return new;
end $$;
create trigger draws_final before update on draws for each row execute function clearway_draw_is_final();
revoke delete, truncate on draws, draw_results from clearway_system;
