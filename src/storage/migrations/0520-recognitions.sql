-- A recognition that was granted is stated as a fact of the firm, and taken back on the day after it lapses.
alter table policy_claims add column stated_at timestamptz;
alter table policy_claims add column lapses_on date;
alter table policy_claims add column lapsed_at timestamptz;
create index policy_claims_lapsing on policy_claims (tenant_id, lapses_on) where lapses_on is not null and lapsed_at is null;
