-- What the marks sum to as they stand now, kept beside them: a window of days is then read by its days, however many
-- records lie behind. One row for each day and each region or category; the arrays go by the indicators of the source, null
-- where one has no such figure. Sums are in millionths, so that what is taken away again leaves nothing.
create table indicator_tallies (
  tenant_id text not null,
  source text not null,
  by text not null check (by in ('opened', 'happened', 'standing')),
  dim text not null check (dim in ('region', 'category')),
  day date not null,
  grp text not null,
  counted numeric[] not null,
  meets numeric[] not null,
  sums numeric[] not null,
  squares numeric[] not null,
  primary key (tenant_id, source, by, dim, day, grp)
);

-- `tallied`: the tallies are those of the marks; `newest_at`: no mark is younger, whoever asks as of later asks of now.
alter table indicator_sources add column tallied boolean not null default false, add column newest_at timestamptz;

-- What the marks summed to at a moment that is over, worked out once; dropped when late events reach behind that moment.
create table indicator_past_sums (
  tenant_id text not null,
  source text not null,
  key text not null,
  as_of timestamptz not null,
  body jsonb not null,
  made_at timestamptz not null default now(),
  primary key (tenant_id, source, key)
);
create index indicator_past_sums_as_of on indicator_past_sums (tenant_id, source, as_of);

create function clearway_added(a numeric[], b numeric[]) returns numeric[] language sql immutable parallel safe as $$
  select coalesce(array_agg(case when x is null then y when y is null then x else x + y end order by i), '{}') from unnest(a, b) with ordinality u(x, y, i)
$$;

do $$ declare t text; begin
  foreach t in array array['indicator_tallies', 'indicator_past_sums'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;

-- What stands open now, with all that the cockpit asks of it: an archive of millions is not read for it.
create index indicator_marks_open_now on indicator_marks (tenant_id, source, due_at, record)
  include (unit, region, plan, category, near_at, suspended, open) where open and until = 'infinity';
