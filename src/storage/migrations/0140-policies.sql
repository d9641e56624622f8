-- Policies: what was in force when (a decision pins a version), drafts as folds over events, who matches what, claims.
create table policy_versions (
  tenant_id text not null,
  policy text not null,
  version text not null,              -- hash of what it says
  body jsonb not null,
  origin text not null check (origin in ('pack', 'site')),
  since timestamptz not null,
  primary key (tenant_id, policy, version)
);

create table policy_draft_events (
  tenant_id text not null,
  draft_id text not null,
  seq int not null,
  at timestamptz not null,
  actor text not null,
  unit text,
  type text not null,
  data jsonb not null,
  primary key (tenant_id, draft_id, seq)
);

-- One line for each enterprise and clause that is not simply refused: eligible, or open for want of a fact.
create table policy_matches (
  tenant_id text not null,
  clause text not null,
  enterprise_id text not null,
  version text not null,
  outcome text not null check (outcome in ('yes', 'unknown', 'near')),
  amount bigint,
  missing text[] not null default '{}',
  decided_at timestamptz not null,
  told_key text,                      -- the inbox entry that told the enterprise
  told_at timestamptz,
  primary key (tenant_id, clause, enterprise_id)
);
create index policy_matches_enterprise on policy_matches (tenant_id, enterprise_id);
create index policy_matches_untold on policy_matches (tenant_id, enterprise_id) where outcome = 'yes' and told_at is null;

-- What the last round of matching saw of a clause; another version, or another day where the day counts, matches anew.
create table policy_match_marks (
  tenant_id text not null,
  clause text not null,
  version text not null,
  standing text not null,
  day date not null,
  counted jsonb not null,             -- yes, unknown, no, sum of amounts
  facts_mark text,
  primary key (tenant_id, clause)
);

-- How often an enterprise wants to hear.
create table policy_wishes (
  tenant_id text not null,
  enterprise_id text not null,
  often text not null check (often in ('each', 'week', 'never')),
  primary key (tenant_id, enterprise_id)
);

create table policy_batches (
  tenant_id text not null,
  id text not null,
  clause text not null,
  version text not null,
  period text not null,
  status text not null check (status in ('publicity', 'confirmed', 'void')),
  by text not null,
  unit text,
  frozen_at timestamptz not null,
  publicity_until date not null,
  confirmed_at timestamptz,
  confirmed_by text,
  primary key (tenant_id, id)
);

create table policy_claims (
  tenant_id text not null,
  id text not null,
  clause text not null,
  version text not null,
  enterprise_id text not null,
  period text not null,
  batch_id text,
  status text not null check (status in ('publicity', 'objected', 'with-clerk', 'approved', 'refused', 'withdrawn')),
  amount bigint,
  decided_by text,                    -- rule, or the person
  decision jsonb not null,            -- facts and conditions as they stood
  matter_id text,
  filed_at timestamptz not null,
  decided_at timestamptz,
  reason text,
  primary key (tenant_id, id)
);
-- Nobody twice: what was refused or withdrawn may be asked for again.
create unique index policy_claims_once on policy_claims (tenant_id, clause, enterprise_id, period)
  where status not in ('refused', 'withdrawn');
create index policy_claims_enterprise on policy_claims (tenant_id, enterprise_id, filed_at desc);
create index policy_claims_clause on policy_claims (tenant_id, clause, status);
create index policy_claims_batch on policy_claims (tenant_id, batch_id) where batch_id is not null;

revoke update, delete, truncate on policy_draft_events, policy_versions from clearway_system;
revoke delete, truncate on policy_claims, policy_batches from clearway_system;
