-- 登记变更推送: what changed in which enterprise's record, and which department has taken it in.
create table record_changes (
  tenant_id text not null,
  no bigint generated always as identity,
  enterprise_id text not null,
  source_no int not null,
  at timestamptz not null,
  registered boolean not null,          -- the enterprise is new
  changes jsonb not null,               -- [{key, old, new}] as fact_history writes values
  batch bigint,                         -- pushed together: the first number of the batch
  pushed_at timestamptz,
  primary key (tenant_id, no)
);
create index record_changes_waiting on record_changes (tenant_id, source_no, no) where pushed_at is null;
create index record_changes_enterprise on record_changes (tenant_id, enterprise_id, no desc);

create table change_deliveries (
  tenant_id text not null,
  change_no bigint not null,
  department text not null,
  unit_id text not null,
  enterprise_id text not null,
  matter_id text not null,              -- closed: all of it is acknowledged
  keys jsonb not null,                  -- what of the change this department asked for
  sent_at timestamptz not null,
  acked_at timestamptz,
  acked_by text,
  note text,
  primary key (tenant_id, change_no, department)
);
create index change_deliveries_matter on change_deliveries (tenant_id, matter_id, change_no);
create index change_deliveries_newest on change_deliveries (tenant_id, change_no desc, department);
create index change_deliveries_department on change_deliveries (tenant_id, department, change_no desc);

do $$ declare t text; begin
  foreach t in array array['record_changes', 'change_deliveries'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
revoke delete, truncate on record_changes, change_deliveries from clearway_system;
