-- 复核: a refusal by a person is looked at once more by another; the first matter stays with the claim.
-- 预拨清算: the matter in which an advance is to be settled.
alter table policy_claims
  add column appealed_at timestamptz,
  add column first_matter_id text,
  add column settle_matter_id text;
create index policy_claims_advances on policy_claims (tenant_id, arrived_at)
  where advance is not null and (settled is null or settle_matter_id is not null);
