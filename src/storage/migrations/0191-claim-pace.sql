-- The way of a claim in working days from its filing: decided, sent to the bank, arrived.
alter table policy_claims
  add column decided_days int,
  add column sent_days int;
-- 预拨制: what was given ahead of what is due, and how it ended.
alter table policy_claims
  add column advance bigint,
  add column settled_at timestamptz,
  add column settled text check (settled in ('settled', 'topped-up', 'recovered')),
  add column settled_by text,
  add column settled_why text;
create index policy_claims_running on policy_claims (tenant_id, clause, filed_at)
  where arrived_at is null and status in ('publicity', 'objected', 'with-clerk', 'approved');
