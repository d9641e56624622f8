-- 专项民主评议: a panel rates the work style of units. No ballot is kept: what is said is added to the tally of its unit in
-- the same transaction that notes that the rater has spoken, so that nothing ties an opinion to a person or to an order.
create table style_reviews (
  tenant_id text not null,
  id text not null,
  year text not null,
  title text not null,
  closes_at timestamptz not null,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  results jsonb,                      -- as published; never changed
  primary key (tenant_id, id)
);
create index style_reviews_year on style_reviews (tenant_id, year, opened_at);
create table style_raters (
  tenant_id text not null,
  review_id text not null,
  person text not null,
  unit text not null,
  spoken boolean not null default false,
  primary key (tenant_id, review_id, person)
);
create table style_tallies (
  tenant_id text not null,
  review_id text not null,
  unit text not null,
  ballots int not null default 0,
  points double precision not null default 0,
  problems jsonb not null default '{}',
  primary key (tenant_id, review_id, unit)
);
do $$ declare t text; begin
  foreach t in array array['style_reviews', 'style_raters', 'style_tallies'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
    execute format('revoke delete, truncate on %I from clearway_system', t);
  end loop;
end $$;
-- What is said so far is nobody's to read, and who has spoken neither.
revoke select on style_raters, style_tallies from clearway_app;
create function style_reviews_stay() returns trigger language plpgsql as $$ begin
  if old.closed_at is not null then raise exception 'a closed review is not changed'; end if;
  return new;
end $$;
create trigger style_reviews_stay before update on style_reviews for each row execute function style_reviews_stay();
