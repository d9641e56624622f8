-- 保二争一: what is done to reach a target rank, by whom; ended ones stay.
create table aim_measures (
  tenant_id text not null,
  id text not null,
  aim text not null,
  text text not null,
  unit text not null,
  person text,
  due date,
  added_by text not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create index aim_measures_of on aim_measures (tenant_id, aim) where ended_at is null;
-- 指标专题分析会: which meeting was about which indicator.
create table topic_meetings (
  tenant_id text not null,
  indicator text not null,
  meeting_id text not null,
  linked_by text not null,
  linked_at timestamptz not null,
  primary key (tenant_id, indicator, meeting_id)
);
create index matters_indicator_gaps on matters (tenant_id, (state #>> '{fields,indicator}')) where loop = 'indicator-gap';
do $$ declare t text; begin
  foreach t in array array['aim_measures', 'topic_meetings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = (select clearway_tenant()))', t || '_tenant', t);
  end loop;
end $$;
revoke delete, truncate on aim_measures, topic_meetings from clearway_system;
