-- Whose time it was: of every run of a clock that was met or missed, the part that each unit held. Derived from events
-- together with the marks; the shares of one run sum to one.
create table held_shares (
  tenant_id text not null,
  source text not null,
  record text not null,
  clock text not null,
  cycle int not null,
  unit text not null,
  at timestamptz not null,
  breached boolean not null,
  minutes double precision not null,
  share double precision not null,
  primary key (tenant_id, source, record, clock, cycle, unit)
);
create index held_shares_month on held_shares (tenant_id, at) include (unit, breached, share);
create index held_shares_unit on held_shares (tenant_id, unit, at) where breached;

-- Records that upheld objections took out of a unit's item of a month; the objection is the matter.
create table appraisal_corrections (
  tenant_id text not null,
  matter_id text not null,
  scheme text not null,
  period text not null,
  unit text not null,
  indicator text not null,
  record text not null,
  body jsonb not null,                -- what the record had brought
  decided_by text not null,
  at timestamptz not null,
  primary key (tenant_id, matter_id)
);
create index appraisal_corrections_of on appraisal_corrections (tenant_id, scheme, period);
create index matters_appraisal_objections on matters (tenant_id, (state #>> '{fields,month}'), (state #>> '{fields,unit}'))
  where loop = 'appraisal-objection';

-- 季评选、年考核 as published.
create table appraisal_rollups (
  tenant_id text not null,
  scheme text not null,
  period text not null,
  text_hash text not null,
  body jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (tenant_id, scheme, period)
);

do $$ declare t text; begin
  foreach t in array array['held_shares', 'appraisal_corrections', 'appraisal_rollups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
revoke update, delete, truncate on appraisal_corrections, appraisal_rollups from clearway_system;
-- Marks are counted anew, so that shares come with them.
update indicator_sources set version = '';
