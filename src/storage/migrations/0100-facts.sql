-- Facts of enterprises. The current value of every fact is a typed column of enterprise_facts, one row per enterprise;
-- the columns are made at start from the catalogue. History keeps only what changed.

-- Which column holds which fact. ordinal is the fact's place in enterprise_facts.origins and is never given twice.
create table fact_columns (
  key text primary key,
  ordinal int not null unique,
  sensitivity text not null,            -- open, internal, sensitive
  owner text not null                   -- the department that answers for it
);
revoke all on fact_columns from clearway_app;

-- Who stated something: one row per import, correction or report. A value points here by number.
create table fact_sources (
  tenant_id text not null,
  no int not null,
  kind text not null,                   -- department, correction, grid, enterprise, derived
  department text,
  unit_id text,
  actor text,
  title text not null,
  rank int not null,                    -- of its kind; the owner's department ranks by the precedence rule
  as_of date not null,                  -- the day the values hold from
  observed_at timestamptz not null,
  confidence numeric not null default 1,
  import_id text,
  primary key (tenant_id, no)
);

create table enterprise_facts (
  tenant_id text not null,
  id text not null,                     -- 统一社会信用代码
  origins int[] not null default '{}',  -- by ordinal: fact_sources.no, 0 for unknown
  changed_at timestamptz not null,
  primary key (tenant_id, id)
) with (toast_tuple_target = 8160, fillfactor = 90);

-- What stood before: written when a value is superseded.
create table fact_history (
  tenant_id text not null,
  enterprise_id text not null,
  key text not null,
  value text not null,
  source_no int not null,
  next_no int not null,
  valid_from date not null,
  valid_to date not null,
  ended_at timestamptz not null,
  sensitivity text not null,
  primary key (tenant_id, enterprise_id, key, next_no)
);

-- What another source says instead, while it is not believed.
create table fact_rivals (
  tenant_id text not null,
  enterprise_id text not null,
  key text not null,
  said_by text not null,                -- kind:department
  value text not null,
  source_no int not null,
  sensitivity text not null,
  primary key (tenant_id, enterprise_id, key, said_by)
);

create table fact_imports (
  tenant_id text not null,
  id text not null,
  name text not null,
  state text not null check (state in ('uploading', 'ready', 'queued', 'running', 'done', 'failed')),
  dry_run boolean not null default false,
  source jsonb not null,                -- kind, department, asOf, title
  columns jsonb not null default '[]',
  digest text,
  counts jsonb not null default '{}',
  failure text,
  parts int not null default 0,
  bytes bigint not null default 0,
  created_by text not null,
  unit_id text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  lease_until timestamptz,
  primary key (tenant_id, id)
);
create index fact_imports_newest on fact_imports (tenant_id, created_at desc);

-- The uploaded file, in pieces; gone once the import is done.
create table fact_import_parts (
  tenant_id text not null,
  import_id text not null,
  part int not null,
  bytes bytea not null,
  primary key (tenant_id, import_id, part)
);

create table fact_import_faults (
  tenant_id text not null,
  import_id text not null,
  row_no int not null,
  cells jsonb not null,
  faults jsonb not null,                -- [{column, why, todo}]
  primary key (tenant_id, import_id, row_no)
);

-- How a heading of a source was settled before.
create table fact_headings (
  tenant_id text not null,
  department text not null,
  heading text not null,
  key text not null,                    -- '' for a column that is left out
  unit text,
  primary key (tenant_id, department, heading)
);

-- Enterprises whose size and tags must be worked out again.
create table fact_stirred (
  tenant_id text not null,
  enterprise_id text not null,
  since timestamptz not null,
  primary key (tenant_id, enterprise_id)
);

create table enterprise_tags (
  tenant_id text not null,
  enterprise_id text not null,
  tag text not null,
  since timestamptz not null,
  until timestamptz,
  because jsonb not null,               -- the facts it rested on when it was given
  ended_because jsonb,                  -- and those that took it away
  rule text not null,
  primary key (tenant_id, enterprise_id, tag, since)
);
create index enterprise_tags_now on enterprise_tags (tenant_id, tag, enterprise_id) where until is null;

-- How many conditions of each rung of the ladder an enterprise still lacks; 0 stands ready, held rungs are not here.
create table enterprise_rungs (
  tenant_id text not null,
  rung text not null,
  enterprise_id text not null,
  short int not null,
  primary key (tenant_id, rung, enterprise_id)
);
create index enterprise_rungs_near on enterprise_rungs (tenant_id, rung, short, enterprise_id);

create index enterprises_industry on enterprises (tenant_id, industry, id);

-- The wall. An enterprise sees its own; an official what his office may: the reading role gets the columns that are
-- not sensitive (granted when they are made), sensitive ones only through the function below, which writes down who
-- looked. `may:` principals are vouched for like all others.
do $$ declare t text; begin
  foreach t in array array['enterprise_facts', 'fact_history', 'fact_rivals', 'enterprise_tags', 'enterprise_rungs',
    'fact_sources', 'fact_imports', 'fact_import_parts', 'fact_import_faults', 'fact_headings', 'fact_stirred',
    'fact_columns'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
create policy enterprise_facts_entitled on enterprise_facts for select to clearway_app using (
  tenant_id = clearway_said_tenant()
  and (('enterprise:' || id) = any (clearway_principals()) or 'may:facts.read' = any (clearway_principals())));
create policy fact_history_entitled on fact_history for select to clearway_app using (
  tenant_id = clearway_said_tenant()
  and (('enterprise:' || enterprise_id) = any (clearway_principals())
    or ('may:facts.read' = any (clearway_principals())
      and (sensitivity <> 'sensitive' or 'may:facts.sensitive' = any (clearway_principals())))));
create policy fact_rivals_entitled on fact_rivals for select to clearway_app using (
  tenant_id = clearway_said_tenant()
  and (('enterprise:' || enterprise_id) = any (clearway_principals())
    or ('may:facts.read' = any (clearway_principals())
      and (sensitivity <> 'sensitive' or 'may:facts.sensitive' = any (clearway_principals())))));
create policy enterprise_tags_entitled on enterprise_tags for select to clearway_app using (
  tenant_id = clearway_said_tenant()
  and (('enterprise:' || enterprise_id) = any (clearway_principals()) or 'may:facts.read' = any (clearway_principals())));
create policy fact_sources_entitled on fact_sources for select to clearway_app using (
  tenant_id = (select clearway_tenant()));
grant select (tenant_id, id, origins, changed_at) on enterprise_facts to clearway_app;
grant select on fact_history, fact_rivals, enterprise_tags, fact_sources to clearway_app;

-- The sensitive facts of one enterprise, for itself or for an office that may; the look is logged here, so that no
-- caller can forget to. Values as text by key.
create function clearway_sensitive_facts(wanted_id text, log_id text, actor text, unit text, request text)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who text[] := clearway_principals();
  row_ jsonb;
begin
  if not (('enterprise:' || wanted_id) = any (who) or 'may:facts.sensitive' = any (who)) then return '{}'; end if;
  select to_jsonb(f) into row_ from enterprise_facts f where f.tenant_id = clearway_said_tenant() and f.id = wanted_id;
  if row_ is null then return '{}'; end if;
  if not (('enterprise:' || wanted_id) = any (who)) then
    insert into audit_log (tenant_id, id, at, actor, unit, act, object, detail, request_id)
    values (clearway_said_tenant(), log_id, clock_timestamp(), actor, unit, 'facts.sensitive-read', wanted_id, '{}', request);
  end if;
  return (select coalesce(jsonb_object_agg(c.key, row_ -> c.column_name), '{}') from (
    select key, lower(regexp_replace(key, '([A-Z])', '_\1', 'g')) as column_name from fact_columns
    where sensitivity = 'sensitive') c where row_ ->> c.column_name is not null);
end $$;
revoke all on function clearway_sensitive_facts(text, text, text, text, text) from public;
grant execute on function clearway_sensitive_facts(text, text, text, text, text) to clearway_app;

revoke update, delete, truncate on fact_history, fact_sources from clearway_system;
