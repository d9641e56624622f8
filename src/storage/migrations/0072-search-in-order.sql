-- Matches in the order in which the matters were opened, which is the order of the list (ids follow the wall clock,
-- openings the site's), and from any place in it on, so that every page of a search is found. Work follows the matches;
-- of a word that most matters have, the reader's own newest are looked at instead (matter-reader.ts).
drop function clearway_search(tsquery, int);
create function clearway_search(query tsquery, wanted int, before timestamptz default 'infinity', before_id text default '')
returns table (matter_id text) language sql stable security definer set search_path = public, pg_temp as $$
  select f.matter_id from (
    select s.matter_id from search_tokens s where s.tenant_id = (select clearway_tenant()) and s.tokens @@ query
    offset 0) f, lateral (
    select a.opened_at from access a where a.tenant_id = (select clearway_tenant()) and a.matter_id = f.matter_id
      and a.principal = any ((select clearway_principals())::text[]) limit 1) entitled
  where (entitled.opened_at, f.matter_id) < (before, before_id)
  order by entitled.opened_at desc, f.matter_id desc
  limit least(wanted, 10000)
$$;
revoke execute on function clearway_search(tsquery, int, timestamptz, text) from public;
grant execute on function clearway_search(tsquery, int, timestamptz, text) to clearway_app, clearway_system;
