-- Matters: events are the truth; everything else here is projected from them in the same transaction.
create table loop_definitions (
  tenant_id text not null,
  loop text not null,
  version text not null,              -- SHA-256 of the canonical definition
  body json not null,                 -- json, not jsonb: the order of the moves is the order of the buttons
  published_at timestamptz not null,
  active boolean not null,
  primary key (tenant_id, loop, version)
);
create unique index loop_definitions_active on loop_definitions (tenant_id, loop) where active;

create table number_sequences (
  tenant_id text not null,
  name text not null,                 -- e.g. QZ-SQ-2026
  last int not null,
  primary key (tenant_id, name)
);

create table events (
  tenant_id text not null,
  matter_id text not null,
  seq int not null,
  at timestamptz not null,
  type text not null,
  actor text not null,
  unit text,
  command_id text not null,
  data jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (tenant_id, matter_id, seq)
);
create index events_at on events (tenant_id, at);

create table matters (
  tenant_id text not null,
  id text not null,
  number text not null,
  loop text not null,
  version text not null,
  status text not null,
  closed boolean not null,
  seq int not null,
  head_hash text not null,
  state jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null,
  holder_unit text,
  holder_section text,
  holder_person text,
  held_since timestamptz,
  enterprise_id text,
  region text,
  category text,
  grade text,
  channel text,
  plan_id text,
  parent_id text,
  flags text[] not null default '{}',
  tags text[] not null default '{}',
  waiting_on text[] not null default '{}', -- units (or subject:…) from whom something is awaited now
  due_at timestamptz,                 -- of the running clock that fires first
  breached boolean not null default false,
  suspended boolean not null default false,
  provisional boolean not null default false,
  primary key (tenant_id, id)
);
create unique index matters_number on matters (tenant_id, number);
create index matters_holder on matters (tenant_id, holder_unit, due_at, id) where not closed;
create index matters_person on matters (tenant_id, holder_person, due_at, id) where not closed;
create index matters_loop_due on matters (tenant_id, loop, status, due_at, id) where not closed;
create index matters_waiting on matters using gin (waiting_on) where not closed;
create index matters_due on matters (tenant_id, due_at, id) where not closed;
create index matters_enterprise on matters (tenant_id, enterprise_id, opened_at desc) where enterprise_id is not null;
create index matters_plan on matters (tenant_id, plan_id) where plan_id is not null;
create index matters_parent on matters (tenant_id, parent_id) where parent_id is not null;
create index matters_opened on matters (tenant_id, loop, opened_at desc, id desc);

-- Personal and free text lies apart from events, encrypted, with a salted commitment that the event carries.
create table contents (
  tenant_id text not null,
  id text not null,
  matter_id text not null,
  kind text not null,                 -- title, body, contact, note, answer, …
  cipher bytea,                       -- null once erased
  salt bytea,
  commitment text not null,
  retain_until date,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (tenant_id, id)
);
create index contents_matter on contents (tenant_id, matter_id);

create table search_tokens (
  tenant_id text not null,
  matter_id text not null,
  tokens tsvector not null,
  primary key (tenant_id, matter_id)
);
create index search_tokens_gin on search_tokens using gin (tokens);

-- Who may see a matter: principals are unit:…, person:…, enterprise:…, phone:…
create table access (
  tenant_id text not null,
  principal text not null,
  matter_id text not null,
  loop text not null,
  opened_at timestamptz not null,
  why text not null,
  primary key (tenant_id, principal, matter_id)
);
create index access_matter on access (tenant_id, matter_id);
create index access_recent on access (tenant_id, principal, loop, opened_at desc, matter_id desc);

create table clocks (
  tenant_id text not null,
  matter_id text not null,
  clock text not null,
  fire_at timestamptz,
  next_rung_at timestamptz,
  next_rung text,
  running boolean not null,
  primary key (tenant_id, matter_id, clock)
);
create index clocks_due on clocks (tenant_id, next_rung_at) where next_rung_at is not null;

-- The claim: a rung of one cycle of a clock fires once.
create table rungs_fired (
  tenant_id text not null,
  matter_id text not null,
  clock text not null,
  cycle int not null,
  rung text not null,
  fired_at timestamptz not null,
  primary key (tenant_id, matter_id, clock, cycle, rung)
);

create table commands (
  tenant_id text not null,
  key text not null,
  actor text not null,
  fingerprint text not null,
  matter_id text,
  result jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, actor, key)
);

create table outbox (
  tenant_id text not null,
  id text not null,
  topic text not null,
  matter_id text,
  payload jsonb not null,
  available_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  delivered_at timestamptz,
  primary key (tenant_id, id)
);
create index outbox_waiting on outbox (available_at, id) where delivered_at is null;

create table inbox (
  tenant_id text not null,
  id text not null,
  principal text not null,
  at timestamptz not null,
  matter_id text,
  kind text not null,
  text text not null,
  read_at timestamptz,
  primary key (tenant_id, id)
);
create index inbox_principal on inbox (tenant_id, principal, at desc);

create table files (
  tenant_id text not null,
  id text not null,
  matter_id text,
  name_cipher bytea not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes_cipher bytea,                 -- null once erased
  scan text not null,                 -- clean, refused, unscanned
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  erased_at timestamptz,
  primary key (tenant_id, id)
);
create index files_matter on files (tenant_id, matter_id);

create table audit_roots (
  tenant_id text not null,
  day date not null,
  root text not null,
  chains int not null,
  events bigint not null,
  heads jsonb not null,               -- [[matter, length, head hash], …], sorted
  created_at timestamptz not null,
  primary key (tenant_id, day)
);
