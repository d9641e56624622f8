-- 好差评 of windows and services. A rating is never changed and never deleted; what was said beside the grade, and a
-- telephone number, lie apart and go when their time is over.
create table service_windows (
  tenant_id text not null,
  id text not null,                   -- short: it stands in the address behind the QR code
  unit text not null,
  title text not null,
  hall text not null,
  item text not null,
  region text,
  active boolean not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (tenant_id, id)
);
create table service_ratings (
  tenant_id text not null,
  id text not null,
  window_id text not null,
  unit text not null,
  region text,
  item text not null,
  channel text not null check (channel in ('qr', 'portal', 'phone', 'counter')),
  active boolean not null,            -- 主动评价: nobody asked for it
  grade int not null check (grade between 1 and 5),
  tags text[] not null,
  enterprise_id text,
  rater_hash text,
  at timestamptz not null,
  matter_id text,                     -- the rectification of a bad one
  recorded_by text,
  primary key (tenant_id, id)
);
create index service_ratings_at on service_ratings (tenant_id, at desc, id desc);
create index service_ratings_unit on service_ratings (tenant_id, unit, at desc, id desc);
create index service_ratings_bad on service_ratings (tenant_id, at desc, id desc) where grade <= 2;
create index service_ratings_matter on service_ratings (tenant_id, matter_id) where matter_id is not null;
-- 一次一评: who left a number rates a window once a day.
create unique index service_ratings_once on service_ratings (tenant_id, window_id, rater_hash, ((at at time zone 'Asia/Shanghai')::date))
  where rater_hash is not null;
create table service_rating_contents (
  tenant_id text not null,
  rating_id text not null,
  cipher bytea not null,
  primary key (tenant_id, rating_id)
);
do $$ declare t text; begin
  foreach t in array array['service_windows', 'service_ratings', 'service_rating_contents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
revoke select on service_rating_contents from clearway_app;
revoke update, delete, truncate on service_ratings from clearway_system;
revoke delete, truncate on service_windows from clearway_system;
-- Not by the owner either, short of taking this away first, which leaves its trace.
create function clearway_rating_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a rating is never changed or deleted';
end $$;
create trigger service_ratings_stay before update or delete on service_ratings for each row execute function clearway_rating_stays();
