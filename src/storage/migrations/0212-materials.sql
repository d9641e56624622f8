-- 参评资料库: what shows a point of an indicator, with its source and its day. Nothing is overwritten; what no longer
-- holds is withdrawn with a reason.
create table materials (
  tenant_id text not null,
  id text not null,
  number int not null,
  kind text not null check (kind in ('file', 'picture', 'link', 'statistic')),
  title text not null,
  supports text not null,             -- the point that it shows
  source text not null,
  day date not null,                  -- of the material, not of its registration
  indicators text[] not null,
  url text,
  figure text,
  file_name text,
  file_type text,
  file_size int,
  file_sha256 text,
  unit text not null,
  by text not null,
  at timestamptz not null,
  tokens text[] not null,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index materials_indicators on materials using gin (indicators);
create index materials_tokens on materials using gin (tokens);

create table material_files (
  tenant_id text not null,
  id text not null,
  cipher bytea not null,
  primary key (tenant_id, id)
);

do $$ declare t text; begin
  foreach t in array array['materials', 'material_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('revoke select on %I from clearway_app', t);
  end loop;
end $$;
revoke delete, truncate on materials, material_files from clearway_system;
revoke update on material_files from clearway_system;
