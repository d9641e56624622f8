-- Follow codes: who filed a matter without an account sees it with its number and this code, of which only a keyed hash is kept.
create table follow_codes (
  tenant_id text not null,
  matter_id text not null,
  code_hash text not null,
  primary key (tenant_id, matter_id)
);

-- The id that a submission was first given, so that its retry opens the same matter. Kept for a week.
create table intake_keys (
  tenant_id text not null,
  key_hash text not null,
  matter_id text not null,
  at timestamptz not null,
  primary key (tenant_id, key_hash)
);
create index intake_keys_at on intake_keys (at);
revoke select on follow_codes, intake_keys from clearway_app;

-- PostgreSQL counts the thousand commonest words of a column by itself; more of them make better comparisons.
alter table search_tokens alter column tokens set statistics 1000;

-- How many matters have each word, about: exact while there are few, then from the planner's statistics.
-- A word that these do not list is rare, and comes back as 1.
create function clearway_token_frequencies(t text, terms text[]) returns table (token text, matters double precision, total double precision)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  n double precision := (select reltuples from pg_class where oid = 'public.search_tokens'::regclass);
begin
  if n < 5000 and pg_relation_size('public.search_tokens') < 32 * 1024 * 1024 then
    n := (select count(*) from search_tokens s where s.tenant_id = t);
    return query select q.term, (select count(*) from search_tokens s where s.tenant_id = t
        and s.tokens @@ quote_literal(q.term)::tsquery)::double precision, n
      from unnest(terms) q(term);
  else
    return query
      with common as (
        select e.word, e.share from pg_stats p,
          lateral unnest(p.most_common_elems::text::text[], p.most_common_elem_freqs) e(word, share)
        where p.schemaname = 'public' and p.tablename = 'search_tokens' and p.attname = 'tokens' and e.word is not null)
      select q.term, coalesce(c.share * n, 1)::double precision, n
      from unnest(terms) q(term) left join common c on c.word = q.term;
  end if;
end $$;
revoke execute on function clearway_token_frequencies(text, text[]) from public;
grant execute on function clearway_token_frequencies(text, text[]) to clearway_system;

-- Matters that share words with a text, most weight first, of those that the reader may see. Like clearway_search it
-- runs as its owner, so that the index is used, and applies the access table itself.
create function clearway_similar(terms text[], weights double precision[], loops text[], wanted int)
returns table (matter_id text, weight double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.matter_id, sum(q.weight) as weight
  from unnest(terms, weights) q(term, weight)
  join search_tokens s on s.tenant_id = clearway_tenant() and s.tokens @@ quote_literal(q.term)::tsquery
  where exists (select 1 from access a where a.tenant_id = s.tenant_id and a.matter_id = s.matter_id
    and a.loop = any (loops) and a.principal = any (clearway_principals()))
  group by s.matter_id order by 2 desc, 1 desc limit least(wanted, 200)
$$;
revoke execute on function clearway_similar(text[], double precision[], text[], int) from public;
grant execute on function clearway_similar(text[], double precision[], text[], int) to clearway_app, clearway_system;
