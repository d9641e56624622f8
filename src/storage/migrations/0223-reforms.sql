-- What judges gave to micro-reform cases, each once and for good; and who stepped aside, with his reason.
create table reform_scores (
  tenant_id text not null,
  matter_id text not null,
  judge text not null,
  judge_unit text not null,
  score double precision not null check (score between 0 and 100),
  note text,
  at timestamptz not null,
  primary key (tenant_id, matter_id, judge)
);
create table reform_recusals (
  tenant_id text not null,
  matter_id text not null,
  judge text not null,
  reason text not null,
  at timestamptz not null,
  primary key (tenant_id, matter_id, judge)
);
create index matters_micro_reforms on matters (tenant_id, (state #>> '{fields,quarter}')) where loop = 'micro-reform';

-- An indicator past its threshold: one matter for each time that it went there, until it came back.
create table indicator_episodes (
  tenant_id text not null,
  alert text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  matter_id text,
  primary key (tenant_id, alert, began_at)
);
create unique index indicator_episodes_open on indicator_episodes (tenant_id, alert) where ended_at is null;

do $$ declare t text; begin
  foreach t in array array['reform_scores', 'reform_recusals', 'indicator_episodes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
-- Judges stay unknown to those they judged.
revoke select on reform_scores, reform_recusals from clearway_app;
revoke update, delete, truncate on reform_scores, reform_recusals from clearway_system;
