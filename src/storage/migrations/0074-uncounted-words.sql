-- A search may say how many matches are worth looking up at all. Where there are more, one row without an id says so and
-- nothing else is done: numbers beside a list need not cost more than the list.
drop function clearway_search(tsquery, int, timestamptz, text);
create function clearway_search(query tsquery, wanted int, before timestamptz default 'infinity', before_id text default '',
  most int default null)
returns table (matter_id text) language sql stable security definer set search_path = public, pg_temp as $$
  with found as materialized (
    select s.matter_id from search_tokens s where s.tenant_id = (select clearway_tenant()) and s.tokens @@ query
    limit most + 1),
  entitled as (
    select f.matter_id, e.opened_at from found f, lateral (
      select a.opened_at from access a where a.tenant_id = (select clearway_tenant()) and a.matter_id = f.matter_id
        and a.principal = any ((select clearway_principals())::text[]) limit 1) e
    where most is null or (select count(*) from found) <= most)
  (select e.matter_id from entitled e where (e.opened_at, e.matter_id) < (before, before_id)
    order by e.opened_at desc, e.matter_id desc limit least(wanted, 10000))
  union all select null where (select count(*) from found) > most
$$;
revoke execute on function clearway_search(tsquery, int, timestamptz, text, int) from public;
grant execute on function clearway_search(tsquery, int, timestamptz, text, int) to clearway_app, clearway_system;
