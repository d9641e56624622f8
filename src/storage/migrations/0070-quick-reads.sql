-- Queues and lists whose cost follows the page, not the city. Under row-level security an index over arrays cannot be
-- used (overlap might leak), so what waits on a unit has rows of its own, found by equality and already in order.
create table matter_waiting (
  tenant_id text not null,
  unit text not null,                 -- a unit, or subject:…
  matter_id text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,        -- infinity where no limit runs: it comes last
  primary key (tenant_id, unit, matter_id)
);
create index matter_waiting_opened on matter_waiting (tenant_id, unit, opened_at desc, matter_id desc);
create index matter_waiting_due on matter_waiting (tenant_id, unit, due_at, matter_id);
create index matter_waiting_matter on matter_waiting (tenant_id, matter_id);
alter table matter_waiting enable row level security;

create function clearway_keep_waiting() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from matter_waiting where tenant_id = old.tenant_id and matter_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into matter_waiting (tenant_id, unit, matter_id, opened_at, due_at)
    select new.tenant_id, unit, new.id, new.opened_at, coalesce(new.due_at, 'infinity') from unnest(new.waiting_on) unit on conflict do nothing;
  end if;
  return null;
end $$;
create trigger matters_waiting_new after insert or delete on matters
  for each row execute function clearway_keep_waiting();
create trigger matters_waiting_changed after update on matters
  for each row when ((old.waiting_on, old.due_at) is distinct from (new.waiting_on, new.due_at))
  execute function clearway_keep_waiting();
insert into matter_waiting (tenant_id, unit, matter_id, opened_at, due_at)
select distinct m.tenant_id, unit, m.id, m.opened_at, coalesce(m.due_at, 'infinity') from matters m, unnest(m.waiting_on) unit;
drop index matters_waiting;

-- The state is unpacked for every row that is shown; lz4 does so several times faster, where this server has it.
do $$ begin
  alter table matters alter column state set compression lz4;
exception when feature_not_supported then null;
end $$;

-- In the order in which a reader's matters were opened, whatever their kind.
create index access_opened on access (tenant_id, principal, opened_at desc, matter_id desc);

-- Who reads is worked out once for a statement instead of once for a row. Both halves are vouched for by themselves,
-- so that changing a setting in the middle of a statement leaves nobody's rows.
do $$ declare t text; begin
  foreach t in array array['events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files'] loop
    execute format('alter policy %I on %I using (
      tenant_id = (select clearway_tenant()) and exists (
        select 1 from access a where a.tenant_id = %I.tenant_id and a.matter_id = %I.matter_id
          and a.principal = any ((select clearway_principals())::text[])))', t || '_entitled', t, t, t);
  end loop;
end $$;
alter policy matters_entitled on matters using (
  tenant_id = (select clearway_tenant()) and exists (
    select 1 from access a where a.tenant_id = matters.tenant_id and a.matter_id = matters.id
      and a.principal = any ((select clearway_principals())::text[])));
alter policy access_own on access using (
  tenant_id = (select clearway_tenant()) and principal = any ((select clearway_principals())::text[]));
create policy matter_waiting_entitled on matter_waiting for select to clearway_app using (
  tenant_id = (select clearway_tenant()) and exists (
    select 1 from access a where a.tenant_id = matter_waiting.tenant_id and a.matter_id = matter_waiting.matter_id
      -- offset 0: looked up for each row of the page, never all of the reader's matters at once.
      and a.principal = any ((select clearway_principals())::text[]) offset 0));
grant select on matter_waiting to clearway_app;
alter policy inbox_own on inbox using (
  tenant_id = (select clearway_tenant()) and principal = any ((select clearway_principals())::text[]));

-- Candidates for a page, in order, from one index each. They run as the reader: the policies decide what he gets.
create function clearway_waiting_opened(units text[], before timestamptz, before_id text, wanted int)
returns table (matter_id text, at timestamptz) language sql stable as $$
  select distinct w.matter_id, w.opened_at from unnest(units) u, lateral (
    select x.matter_id, x.opened_at from matter_waiting x
    where x.tenant_id = (select clearway_tenant()) and x.unit = u and (x.opened_at, x.matter_id) < (before, before_id)
    order by x.opened_at desc, x.matter_id desc limit wanted) w
  order by w.opened_at desc, w.matter_id desc limit wanted
$$;
create function clearway_waiting_due(units text[], after timestamptz, after_id text, wanted int)
returns table (matter_id text, at timestamptz) language sql stable as $$
  select distinct w.matter_id, w.due_at from unnest(units) u, lateral (
    select x.matter_id, x.due_at from matter_waiting x
    where x.tenant_id = (select clearway_tenant()) and x.unit = u and (x.due_at, x.matter_id) > (after, after_id)
    order by x.due_at, x.matter_id limit wanted) w
  order by w.due_at, w.matter_id limit wanted
$$;
create function clearway_opened(before timestamptz, before_id text, wanted int)
returns table (matter_id text, at timestamptz) language sql stable as $$
  select distinct w.matter_id, w.opened_at from unnest((select clearway_principals())) p, lateral (
    select a.matter_id, a.opened_at from access a
    where a.tenant_id = (select clearway_tenant()) and a.principal = p and (a.opened_at, a.matter_id) < (before, before_id)
    order by a.opened_at desc, a.matter_id desc limit wanted) w
  order by w.opened_at desc, w.matter_id desc limit wanted
$$;
revoke execute on function clearway_waiting_opened(text[], timestamptz, text, int),
  clearway_waiting_due(text[], timestamptz, text, int), clearway_opened(timestamptz, text, int) from public;
grant execute on function clearway_waiting_opened(text[], timestamptz, text, int),
  clearway_waiting_due(text[], timestamptz, text, int), clearway_opened(timestamptz, text, int) to clearway_app;

-- The newest matches first, and no more of them looked at than a page needs.
create or replace function clearway_search(query tsquery, wanted int) returns table (matter_id text) language sql stable
  security definer set search_path = public, pg_temp as $$
  select f.matter_id from (
    select s.matter_id from search_tokens s where s.tenant_id = (select clearway_tenant()) and s.tokens @@ query
    order by s.matter_id desc offset 0) f, lateral (
    select from access a where a.tenant_id = (select clearway_tenant()) and a.matter_id = f.matter_id
      and a.principal = any ((select clearway_principals())::text[]) limit 1) entitled
  order by f.matter_id desc
  limit least(wanted, 1000)
$$;
