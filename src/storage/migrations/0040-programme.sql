-- Plans under review and in force. The sheet is the document as read and corrected; measures become matters when published.
create table plans (
  tenant_id text not null,
  id text not null,
  title text not null,
  document_number text,
  year int,
  status text not null check (status in ('draft', 'published', 'history')),
  demo boolean not null default false,
  valid_until date,
  office text not null,
  tasks int not null,
  measures int not null,
  published int not null default 0,      -- measures whose matter is open and assigned
  version int not null,                  -- counts every save
  sheet jsonb not null,
  claimed_until timestamptz,             -- somebody is publishing it
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  primary key (tenant_id, id)
);

-- What a corrected document changed: nothing of the plan as it was is lost.
create table plan_revisions (
  tenant_id text not null,
  id text not null,
  plan_id text not null,
  at timestamptz not null,
  by_actor text not null,
  reason text not null,
  before jsonb not null,
  changes jsonb not null,
  primary key (tenant_id, id)
);
create index plan_revisions_plan on plan_revisions (tenant_id, plan_id, at);

-- Columns pointed out by hand once; recognised by the heading row the next time.
create table plan_columns (
  tenant_id text not null,
  signature text not null,
  mapping jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, signature)
);

-- 专项行动: one leader, one team, one plan, and the nodes by which it is watched.
create table special_actions (
  tenant_id text not null,
  id text not null,
  title text not null,
  status text not null check (status in ('running', 'done', 'stopped')),
  leader text not null,                  -- person
  lead_unit text not null,
  team jsonb not null,
  plan_id text,
  summary text not null,
  nodes jsonb not null,
  next_day date,                         -- of the first node that is not done
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index special_actions_next on special_actions (tenant_id, next_day) where status = 'running' and next_day is not null;

do $$ declare t text; begin
  foreach t in array array['plans', 'plan_revisions', 'plan_columns', 'special_actions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = clearway_tenant())', t || '_tenant', t);
  end loop;
end $$;
revoke update, delete, truncate on plan_revisions from clearway_system;
