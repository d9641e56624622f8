-- Who reads is vouched for. Before, the second wall believed two session settings, which any SQL that slipped into a
-- query could change. Now they carry a keyed hash (HMAC-SHA-256) that only the server process can make: its key lies
-- where neither role can read. Unvouched settings are nobody's: no tenant, no principals, no rows.
create table wall_keys (
  one boolean primary key default true check (one),
  key bytea not null,
  inner_pad bytea not null,             -- key xor 0x36…, 64 bytes
  outer_pad bytea not null              -- key xor 0x5c…, 64 bytes
);
revoke all on wall_keys from clearway_app, clearway_system;

-- May be called for every probe of an index, so it does no more than it must. Every name is qualified instead of
-- pinning the search path, which would double its cost.
create or replace function clearway_principals() returns text[] language plpgsql stable parallel safe security definer as $$
declare
  who pg_catalog.text := pg_catalog.current_setting('clearway.principals', true);
  good pg_catalog.bool;
begin
  select pg_catalog.encode(pg_catalog.sha256(k.outer_pad operator(pg_catalog.||) pg_catalog.sha256(k.inner_pad
      operator(pg_catalog.||) pg_catalog.convert_to(
        pg_catalog.concat(pg_catalog.current_setting('clearway.tenant', true), pg_catalog.chr(10), who), 'UTF8'))), 'hex')
    operator(pg_catalog.=) pg_catalog.current_setting('clearway.proof', true)
  into good from public.wall_keys k;
  if good then return pg_catalog.string_to_array(who, ','); end if;
  return '{}';
end $$;

-- The tenant that the session says. Enough beside clearway_principals(), which believes nothing if this was changed.
create function clearway_said_tenant() returns text language sql stable parallel safe as
  $$ select current_setting('clearway.tenant', true) $$;
-- The tenant that is vouched for: where nothing else is checked.
create or replace function clearway_tenant() returns text language plpgsql stable parallel safe security definer as $$
begin
  if pg_catalog.cardinality(public.clearway_principals()) operator(pg_catalog.=) 0 then return null; end if;
  return pg_catalog.current_setting('clearway.tenant', true);
end $$;
alter function clearway_ms(numeric) parallel safe;

-- The reading role sees what the reading stores read, and nothing else. New tables are closed until a migration
-- grants them, together with a policy.
alter default privileges in schema public revoke select on tables from clearway_app;
revoke all on all tables in schema public from clearway_app;
grant select on matters, events, contents, search_tokens, access, clocks, rungs_fired, files, inbox,
  units, regions to clearway_app;
grant select (tenant_id, id, name) on people to clearway_app;
grant insert on audit_log to clearway_app;

do $$ declare t text; begin
  foreach t in array array['events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files'] loop
    execute format('alter policy %I on %I using (
      tenant_id = clearway_said_tenant() and exists (
        select 1 from access a where a.tenant_id = %I.tenant_id and a.matter_id = %I.matter_id
          and a.principal = any (clearway_principals())))', t || '_entitled', t, t, t);
  end loop;
  -- (select …) is worked out once for a statement, not once for a row.
  for t in select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname = c.relname || '_tenant' and c.relnamespace = 'public'::regnamespace loop
    execute format('alter policy %I on %I using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
alter policy matters_entitled on matters using (
  tenant_id = clearway_said_tenant() and exists (
    select 1 from access a where a.tenant_id = matters.tenant_id and a.matter_id = matters.id
      and a.principal = any (clearway_principals())));
alter policy access_own on access using (
  tenant_id = clearway_said_tenant() and principal = any (clearway_principals()));
alter policy inbox_own on inbox using (
  tenant_id = clearway_said_tenant() and principal = any (clearway_principals()));
alter policy audit_log_write on audit_log with check (tenant_id = (select clearway_tenant()));
alter table tenants enable row level security;
alter table site_keys enable row level security;

-- The words first, by their index, then each match against the access table: work follows the matches, however much the
-- reader may see.
create or replace function clearway_search(query tsquery, wanted int) returns table (matter_id text) language sql stable
  security definer set search_path = public, pg_temp as $$
  with found as materialized (
    select s.matter_id from search_tokens s where s.tenant_id = clearway_said_tenant() and s.tokens @@ query)
  select f.matter_id from found f, lateral (
    select from access a where a.tenant_id = clearway_said_tenant() and a.matter_id = f.matter_id
      and a.principal = any ((select clearway_principals())::text[]) limit 1) entitled
  order by f.matter_id desc
  limit least(wanted, 1000)
$$;

create or replace function clearway_similar(terms text[], weights double precision[], loops text[], wanted int)
returns table (matter_id text, weight double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.matter_id, sum(q.weight) as weight
  from unnest(terms, weights) q(term, weight)
  join search_tokens s on s.tenant_id = clearway_said_tenant() and s.tokens @@ quote_literal(q.term)::tsquery
  where exists (select 1 from access a where a.tenant_id = s.tenant_id and a.matter_id = s.matter_id
    and a.loop = any (loops) and a.principal = any (clearway_principals()))
  group by s.matter_id order by 2 desc, 1 desc limit least(wanted, 200)
$$;

-- What was claimed once stays claimed.
revoke update, delete, truncate on events, audit_log, audit_roots, rungs_fired, plan_revisions from clearway_system;
revoke truncate on all tables in schema public from clearway_system;
