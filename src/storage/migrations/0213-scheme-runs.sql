-- Results of a scheme that were proposed by one and frozen by another. The input is kept whole: counted again, it gives
-- the same bytes; what was edited later is laid beside it, never into it.
create table scheme_runs (
  tenant_id text not null,
  id text not null,                   -- hash of scheme, data, code and seed
  scheme text not null,
  period text not null,
  on_day date not null,
  text_hash text not null,
  lines jsonb not null,
  input jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  frozen_by text,
  frozen_at timestamptz,
  primary key (tenant_id, id),
  check (frozen_by is null or frozen_by <> proposed_by)
);
create index scheme_runs_of on scheme_runs (tenant_id, scheme, proposed_at desc, id desc);

create function scheme_runs_stay() returns trigger language plpgsql as $$ begin
  if old.frozen_at is not null or new.input is distinct from old.input or new.lines is distinct from old.lines
     or new.text_hash <> old.text_hash or new.proposed_by <> old.proposed_by then
    raise exception 'a run is not changed';
  end if;
  return new;
end $$;
create trigger scheme_runs_stay before update on scheme_runs for each row execute function scheme_runs_stay();
alter table scheme_runs enable row level security;
create policy scheme_runs_tenant on scheme_runs for select to clearway_app using (tenant_id = (select clearway_tenant()));
revoke delete, truncate on scheme_runs from clearway_system;
