-- Tenants, organisations, people, accounts. tenant_id comes first in every key so that Citus can distribute by it.
create table tenants (
  tenant_id text primary key,
  name text not null,
  demo boolean not null default false,
  -- In a demo tenant the clock may run ahead of the wall clock by this many milliseconds.
  clock_offset_ms bigint not null default 0,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table units (
  tenant_id text not null,
  id text not null,
  name text not null,
  kind text not null,                 -- office, department, county, township, company, court, group, section
  parent_id text,                     -- administrative parent; null for the city
  region text,                        -- GB/T 2260 code, or the pack's own for functional zones
  level int not null,                 -- 1 city, 2 county, 3 township; a lower number decides more
  settings jsonb not null default '{}', -- needsReview, needsApproval, …
  aliases text[] not null default '{}',
  members text[] not null default '{}', -- for kind = group
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id)
);
create index units_parent on units (tenant_id, parent_id);

create table people (
  tenant_id text not null,
  id text not null,
  name text not null,
  phone_cipher bytea,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- A post is a role of a person in a unit for a term; roles give permissions (pack data).
create table posts (
  tenant_id text not null,
  id text not null,
  person_id text not null,
  unit_id text not null,
  section text,
  role text not null,
  title text,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id)
);
create index posts_person on posts (tenant_id, person_id);
create index posts_unit on posts (tenant_id, unit_id, role);

create table enterprises (
  tenant_id text not null,
  id text not null,                   -- 统一社会信用代码
  name text not null,
  region text,
  industry text,
  scale text,
  address text,
  attributes jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index enterprises_region on enterprises (tenant_id, region, id);

create table accounts (
  tenant_id text not null,
  id text not null,
  login text not null,
  kind text not null check (kind in ('official', 'enterprise')),
  person_id text,
  enterprise_id text,
  password_hash text,
  password_changed_at timestamptz,
  phone_hash text,                    -- keyed hash of an enterprise clerk's phone, for sign-in by code
  oidc_subject text,
  failures int not null default 0,
  locked_until timestamptz,
  disabled boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index accounts_login on accounts (tenant_id, login);
create unique index accounts_oidc on accounts (tenant_id, oidc_subject) where oidc_subject is not null;

create table sessions (
  tenant_id text not null,
  token_hash text not null,
  account_id text not null,
  post_id text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash)
);

create table sms_codes (
  tenant_id text not null,
  phone_hash text not null,
  code_hash text not null,
  expires_at timestamptz not null,
  attempts int not null default 0,
  primary key (tenant_id, phone_hash)
);

-- Who saw or took out what, where it is sensitive (unmasking, exports, sign-ins).
create table audit_log (
  tenant_id text not null,
  id text not null,
  at timestamptz not null,
  actor text not null,
  unit text,
  act text not null,
  object text,
  detail jsonb not null default '{}',
  request_id text,
  primary key (tenant_id, id)
);
create index audit_log_at on audit_log (tenant_id, at desc);
