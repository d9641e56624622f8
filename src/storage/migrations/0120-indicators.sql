-- Indicators from the system's own events. A mark says how a record stood from `at` until the next mark: the indicators
-- that it counts for are bits. Marks are derived (a rebuild gives the same), so that a value of any past date is one
-- scan, and its records are the rows of that scan.
create table indicator_marks (
  tenant_id text not null,
  source text not null,
  record text not null,
  at timestamptz not null,
  place int not null,                 -- order within one moment
  until timestamptz not null,         -- infinity while it still stands
  opened_at timestamptz not null,
  open boolean not null,
  unit text,
  region text,
  category text,
  plan text,
  subject text,
  due_at timestamptz,
  near_at timestamptz,
  overdue boolean not null,
  suspended boolean not null,
  counted bigint not null,
  meets bigint not null,
  gained bigint not null,
  vals double precision[] not null,
  primary key (tenant_id, source, record, at, place)
);
create index indicator_marks_opened on indicator_marks (tenant_id, source, opened_at, until);
create index indicator_marks_happened on indicator_marks (tenant_id, source, at) where gained <> 0;
create index indicator_marks_standing on indicator_marks (tenant_id, source, until) where open;

-- How far the marks of a source follow the events, and by which definitions.
create table indicator_sources (
  tenant_id text not null,
  source text not null,
  version text not null,
  cursor_at timestamptz,
  primary key (tenant_id, source)
);
-- Up to which event a record's marks go.
create table indicator_heads (
  tenant_id text not null,
  source text not null,
  record text not null,
  seq int not null,
  primary key (tenant_id, source, record)
);

-- Values that people or other systems give, bitemporal: what holds is the row recorded last.
create table indicator_values (
  tenant_id text not null,
  id text not null,
  indicator text not null,
  subject text not null,              -- county, city, department
  period text not null,
  value double precision,
  missing text,
  error double precision,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  status text not null check (status in ('reported', 'checked', 'rejected')),
  matter_id text,                     -- the filling task
  note text,
  primary key (tenant_id, id),
  check ((value is null) <> (missing is null))
);
create index indicator_values_of on indicator_values (tenant_id, indicator, period, subject, recorded_at desc);

-- Runs that were frozen: by one person proposed, by another signed; the text recomputes to the same bytes.
create table indicator_runs (
  tenant_id text not null,
  id text not null,                   -- hash of scheme, data, code and seed
  scheme text not null,
  period text not null,
  text_hash text not null,
  body jsonb not null,
  input jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  frozen_by text,
  frozen_at timestamptz,
  primary key (tenant_id, id),
  check (frozen_by is null or frozen_by <> proposed_by)
);
create index indicator_runs_of on indicator_runs (tenant_id, scheme, period, proposed_at desc);

do $$ declare t text; begin
  foreach t in array array['indicator_marks', 'indicator_sources', 'indicator_heads', 'indicator_values', 'indicator_runs'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
revoke update, delete, truncate on indicator_values from clearway_system;
revoke delete, truncate on indicator_runs from clearway_system;
