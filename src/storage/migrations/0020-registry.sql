-- What the organisation needs beyond its units: regions, dated relations with their proof, grids, visits, meetings.
alter table units
  add column full_name text,
  add column guided_by text,
  add column lead_unit text,
  add column dispatches text,            -- region whose matters this office takes in
  add column sections text[] not null default '{}',
  add column member_filter jsonb,        -- members of a group chosen by what they are
  add column assumed boolean not null default false;

create table regions (
  tenant_id text not null,
  code text not null,
  name text not null,
  parent text,
  primary key (tenant_id, code)
);

-- subject stands to object from valid_from to valid_to (both included), and evidence says what proves it.
-- leads-block: person → region; in-grid: enterprise → grid; serves-grid: person → grid or community
create table relations (
  tenant_id text not null,
  id text not null,
  kind text not null,
  subject text not null,
  object text not null,
  role text,
  valid_from date not null,
  valid_to date,
  evidence jsonb,
  primary key (tenant_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index relations_subject on relations (tenant_id, kind, subject);
create index relations_object on relations (tenant_id, kind, object);
-- The pure decision refuses a second grid; this holds it against two decisions at once.
create unique index relations_one_grid on relations (tenant_id, subject) where kind = 'in-grid' and valid_to is null;

create table grids (
  tenant_id text not null,
  id text not null,
  name text not null,
  kind text not null check (kind in ('community', 'grid')),
  parent_id text,
  region text not null,
  catch_all boolean not null default false,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id)
);
create unique index grids_catch_all on grids (tenant_id, region) where catch_all and valid_to is null;

create table visits (
  tenant_id text not null,
  id text not null,
  enterprise_id text not null,
  grid_id text,
  visitor text not null,              -- person
  unit_id text,
  at timestamptz not null,
  kind text not null,                 -- visit, call, leader
  place text,
  mood text,                          -- well, slow, hard: how business goes, as the officer heard it
  note_cipher bytea,
  files text[] not null default '{}',
  matter_id text,                     -- the appeal it turned into
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index visits_enterprise on visits (tenant_id, enterprise_id, at desc, id desc);
create index visits_visitor on visits (tenant_id, visitor, at desc, id desc);

create table meetings (
  tenant_id text not null,
  id text not null,
  kind text not null,                 -- roundtable, talk, council
  title text not null,
  session int not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,
  convener text,                      -- unit
  status text not null check (status in ('planned', 'held', 'closed', 'cancelled')),
  agenda jsonb not null default '[]',
  attendees jsonb not null default '[]',
  minutes_cipher bytea,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create index meetings_start on meetings (tenant_id, kind, starts_at desc);

create table meeting_items (
  tenant_id text not null,
  id text not null,
  meeting_id text not null,
  position int not null,
  kind text not null,                 -- problem, suggestion, resolution
  text_cipher bytea not null,
  enterprise_id text,
  category text,
  region text,
  unit_id text,                       -- who answers
  matter_id text,
  answer_cipher bytea,                -- settled in the room instead
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index meeting_items_meeting on meeting_items (tenant_id, meeting_id, position);

-- Rises with every change, so that a copy in memory knows it is out of date.
create table registry_revisions (
  tenant_id text primary key,
  revision bigint not null
);

do $$ declare t text; begin
  foreach t in array array['regions', 'relations', 'grids', 'meetings', 'meeting_items', 'visits', 'registry_revisions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = clearway_tenant())', t || '_tenant', t);
  end loop;
end $$;
